package dev.lanewise.core.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Seed;
import dev.lanewise.core.generate.Generation.Ending;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratorTest {

    /// After 0 mostly 1, after 1 mostly 2, after 2 mostly 3, after 3 mostly 0.
    private static final Bigram CIRCLE = new Bigram(new double[][] {{0.1, 0.7, 0.1, 0.1}, {0.1, 0.1, 0.7, 0.1}, {0.1, 0.1, 0.1, 0.7}, {0.7, 0.1, 0.1, 0.1}});

    private static final Generator GREEDY = Generator.of(Sampler.greedy(), 6);

    @Test void greedyGoesRoundAndSaysHowLikelyThatWas() {
        Generation written = GREEDY.generate(CIRCLE, new int[] {0}, Seed.of(1));

        assertThat(written.tokens()).containsExactly(1, 2, 3, 0, 1, 2);
        assertThat(written.logLikelihood()).isCloseTo(6 * Math.log(0.7), within(1e-5));
        assertThat(written.ending()).isEqualTo(Ending.LENGTH);
    }

    @Test void rowsEndAtStopsOfTheirOwnAndTheOthersGoOn() {
        List<Generation> written = GREEDY.stoppingAt(3).stoppingAt(1, 2).generate(CIRCLE, List.of(new int[] {0}, new int[] {2, 1}, new int[] {3}), Seed.of(1), TokenListener.silent());

        assertThat(written).extracting(Generation::tokens).containsExactly(List.of(), List.of(2), List.of(0));
        assertThat(written).extracting(Generation::ending).containsOnly(Ending.STOP);
        assertThat(written.get(1).logLikelihood()).isCloseTo(2 * Math.log(0.7), within(1e-5));                 // the stop is counted
    }

    @Test void aListenerHearsEachTokenAndMayEndARow() {
        List<String> heard = new ArrayList<>();

        List<Generation> written = GREEDY.length(3).stoppingAt(0).generate(CIRCLE, List.of(new int[] {0}, new int[] {2}), Seed.of(1), (row, token) -> {
            heard.add(row + ":" + token);
            return token != 2;
        });

        assertThat(heard).containsExactly("0:1", "1:3", "0:2");
        assertThat(written).extracting(Generation::tokens).containsExactly(List.of(1, 2), List.of(3));
        assertThat(written).extracting(Generation::ending).containsExactly(Ending.LISTENER, Ending.STOP);
    }

    @Test void aRowIsTheSameWhateverItsNeighboursAre() {
        Generator wild = Generator.of(Sampler.of(1), 40).stoppingAt(3, 3);
        List<int[]> prompts = List.of(new int[] {0}, new int[] {1}, new int[] {2});

        List<Generation> together = wild.generate(CIRCLE, prompts, Seed.of(9), TokenListener.silent());

        assertThat(wild.generate(CIRCLE, prompts.subList(0, 2), Seed.of(9), TokenListener.silent())).isEqualTo(together.subList(0, 2));
        assertThat(wild.generate(CIRCLE, prompts, Seed.of(9), TokenListener.silent())).isEqualTo(together);
        assertThat(wild.generate(CIRCLE, prompts, Seed.of(8), TokenListener.silent())).isNotEqualTo(together);
    }

    @Test void thePromptCountsAsSeen() {
        Generator shy = GREEDY.length(1).sampler(Sampler.greedy().repetitionPenalty(10));

        assertThat(shy.generate(CIRCLE, new int[] {1, 0}, Seed.of(1)).tokens()).containsExactly(2);
    }

    @Test void settingsAreChecked() {
        assertThatThrownBy(() -> Generator.of(Sampler.greedy(), 0)).hasMessage("Generator: expected a length ≥ 1, but got 0");
        assertThatThrownBy(GREEDY::stoppingAt).hasMessageStartingWith("Generator: expected stops of at least one token");
    }
}
