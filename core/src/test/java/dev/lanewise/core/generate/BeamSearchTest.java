package dev.lanewise.core.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeamSearchTest {

    /// 0 begins and 3 ends. Greedy takes 1 (0.5) and is lost; by 2 (0.4) the end is nearly certain.
    private static final Bigram TRAP = new Bigram(new double[][] {{0.01, 0.55, 0.4, 0.04}, {0.35, 0.3, 0.05, 0.3}, {0.02, 0.04, 0.04, 0.9}, {1, 0, 0, 0}});

    @Test void twoBeamsFindWhatGreedyMisses() {
        BeamSearch search = BeamSearch.of(2, 5).stoppingAt(3);

        Generation best = search.search(TRAP, 0).getFirst();

        assertThat(best.tokens()).containsExactly(2);
        assertThat(best.logLikelihood()).isCloseTo(Math.log(0.36), within(1e-5));
        assertThat(best.ending()).isEqualTo(Generation.Ending.STOP);
    }

    @Test void oneBeamIsGreedy() {
        Generation greedy = Generator.of(Sampler.greedy(), 6).generate(TRAP, new int[] {0}, Seed.of(1));

        assertThat(BeamSearch.of(1, 6).search(TRAP, 0)).containsExactly(greedy);
    }

    /// So many beams that nothing is lost: every text up to the length is tried by the reference.
    @ParameterizedTest @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void enoughBeamsFindTheBestOfAllTexts(long seed) {
        Bigram model = random(4, seed);
        for (double penalty : new double[] {0, 0.6, 1.5}) {
            BeamSearch search = BeamSearch.of(70, 4).lengthPenalty(penalty).stoppingAt(3);
            List<Reference> all = new ArrayList<>();
            collect(model, List.of(0), 0, search, all);
            all.sort(Comparator.comparingDouble(text -> -text.score));

            List<Generation> found = search.search(model, 0);

            assertThat(found.subList(0, 5)).extracting(Generation::tokens).containsExactlyElementsOf(all.subList(0, 5).stream().map(Reference::tokens).toList());
        }
    }

    private record Reference(List<Integer> tokens, double score) { }

    private static void collect(Bigram model, List<Integer> text, double logLikelihood, BeamSearch search, List<Reference> all) {
        for (int token = 0; token < model.vocabulary(); token++) {
            double likelihood = logLikelihood + Math.log(model.probabilities()[text.getLast()][token]);
            List<Integer> longer = new ArrayList<>(text);
            longer.add(token);
            int length = longer.size() - 1;
            boolean stop = token == 3;
            if (stop || length == search.length()) all.add(new Reference(longer.subList(1, longer.size() - (stop ? 1 : 0)), search.score(likelihood, length)));
            else collect(model, longer, likelihood, search, all);
        }
    }

    private static Bigram random(int n, long seed) {
        RandomStream random = Seed.of(seed).stream();
        double[][] rows = new double[n][n];
        for (double[] row : rows) {
            double sum = 0;
            for (int i = 0; i < n; i++) sum += row[i] = random.uniform(0.05, 1);
            for (int i = 0; i < n; i++) row[i] /= sum;
        }
        return new Bigram(rows);
    }

    @Test void thePenaltyIsThatOfThePaper() { assertThat(BeamSearch.of(1, 1).lengthPenalty(0.6).score(-3, 7)).isCloseTo(-3 / Math.pow(2, 0.6), within(1e-12)); }

    @Test void settingsAreChecked() {
        assertThatThrownBy(() -> BeamSearch.of(0, 1)).hasMessage("BeamSearch: expected beams ≥ 1, but got 0");
        assertThatThrownBy(() -> BeamSearch.of(1, 0)).hasMessage("BeamSearch: expected a length ≥ 1, but got 0");
        assertThatThrownBy(() -> BeamSearch.of(1, 1).lengthPenalty(-1)).hasMessage("BeamSearch: expected a length penalty ≥ 0, but got -1.0");
        assertThatThrownBy(() -> BeamSearch.of(2, 3).search(TRAP.begin(List.of(new int[] {0}, new int[] {0})))).hasMessage("BeamSearch: expected a single row, but got 2");
    }
}
