package dev.lanewise.core.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplerTest {

    private static final float NOTHING = Float.NEGATIVE_INFINITY;

    /// Logarithms of 0.1, 0.4, 0.2, 0.3 and a constant.
    private static final double[] GIVEN = {0.1, 0.4, 0.2, 0.3};

    private static float[] scores() {
        float[] scores = new float[GIVEN.length + 3];
        for (int i = 0; i < GIVEN.length; i++) scores[i + 2] = (float) (Math.log(GIVEN[i]) + 7);
        return scores;
    }

    private static double[] of(Sampler sampler) { return sampler.probabilities(scores(), 2, 4, List.of()); }

    @Test void anyTokenComesWithItsProbability() { assertThat(of(Sampler.of(1))).containsExactly(GIVEN, within(1e-6)); }

    @Test void theTemperatureIsAnExponent() {
        double sum = 0.01 + 0.16 + 0.04 + 0.09;

        assertThat(of(Sampler.of(0.5))).containsExactly(new double[] {0.01 / sum, 0.16 / sum, 0.04 / sum, 0.09 / sum}, within(1e-6));
    }

    @Test void topKKeepsSoMany() {
        assertThat(of(Sampler.of(1).topK(2))).containsExactly(new double[] {0, 4 / 7.0, 0, 3 / 7.0}, within(1e-6));
        assertThat(of(Sampler.of(1).topK(9))).containsExactly(GIVEN, within(1e-6));
    }

    @Test void topPKeepsTheFewestThatReachIt() {
        assertThat(of(Sampler.of(1).topP(0.39))).containsExactly(0, 1, 0, 0);
        assertThat(of(Sampler.of(1).topP(0.41))).containsExactly(new double[] {0, 4 / 7.0, 0, 3 / 7.0}, within(1e-6));
        assertThat(of(Sampler.of(1).topP(0.71))).containsExactly(new double[] {0, 4 / 9.0, 2 / 9.0, 3 / 9.0}, within(1e-6));
        assertThat(of(Sampler.of(1).topP(0.91))).containsExactly(GIVEN, within(1e-6));
    }

    @Test void topPIsAShareOfWhatTopKLeft() {
        assertThat(of(Sampler.of(1).topK(2).topP(0.5))).containsExactly(0, 1, 0, 0);
        assertThat(of(Sampler.of(1).topK(2).topP(0.6))).containsExactly(new double[] {0, 4 / 7.0, 0, 3 / 7.0}, within(1e-6));
    }

    @Test void minPIsAShareOfTheBest() {
        assertThat(of(Sampler.of(1).minP(0.49))).containsExactly(new double[] {0, 4 / 9.0, 2 / 9.0, 3 / 9.0}, within(1e-6));
        assertThat(of(Sampler.of(1).minP(1))).containsExactly(0, 1, 0, 0);
    }

    @Test void whatWasSeenIsPunishedOnceOnWhicheverSideOfZero() {
        float[] scores = {2, -2, 1};

        double[] actual = Sampler.of(1).repetitionPenalty(2).probabilities(scores, 0, 3, List.of(0, 1, 0, 0));

        double sum = Math.exp(1) + Math.exp(-4) + Math.exp(1);
        assertThat(actual).containsExactly(new double[] {Math.exp(1) / sum, Math.exp(-4) / sum, Math.exp(1) / sum}, within(1e-9));
        assertThat(Sampler.greedy().repetitionPenalty(3).probabilities(scores, 0, 3, List.of(0))).containsExactly(0, 0, 1);
    }

    @Test void greedyTakesTheFirstOfTheBest() { assertThat(Sampler.greedy().choose(new float[] {1, 3, 3, 2}, 0, 4, List.of(), Seed.of(1).stream())).isEqualTo(1); }

    @Test void drawsComeAsOftenAsTheyShould() {
        RandomStream random = Seed.of(5).stream();
        Sampler sampler = Sampler.of(1).topP(0.95);
        int[] counts = new int[4];
        for (int i = 0; i < 20_000; i++) counts[sampler.choose(scores(), 2, 4, List.of(), random)]++;

        for (int i = 0; i < 4; i++) assertThat(counts[i] / 20_000.0).isCloseTo(GIVEN[i], within(0.012));     // more than three standard deviations
    }

    @Test void whatIsImpossibleIsNeverChosen() {
        float[] scores = {NOTHING, Float.NaN, 1, NOTHING};

        for (Sampler sampler : List.of(Sampler.greedy(), Sampler.of(1), Sampler.of(2).topK(3), Sampler.of(1).topP(0.9), Sampler.of(1).minP(0.1))) {
            assertThat(sampler.probabilities(scores, 0, 4, List.of())).as(sampler.toString()).containsExactly(0, 0, 1, 0);
            assertThatThrownBy(() -> sampler.choose(new float[] {NOTHING, Float.NaN}, 0, 2, List.of(), Seed.of(1).stream()))
                    .hasMessage("Sampler: expected a token with a score above −∞, but there is none");
        }
    }

    @Test void infinityIsCertain() { assertThat(Sampler.of(1).probabilities(new float[] {1, Float.POSITIVE_INFINITY, 3}, 0, 3, List.of())).containsExactly(0, 1, 0); }

    @Test void settingsAreChecked() {
        assertThatThrownBy(() -> Sampler.of(-1)).hasMessage("Sampler: expected a temperature ≥ 0, but got -1.0");
        assertThatThrownBy(() -> Sampler.of(1).topK(-1)).hasMessage("Sampler: expected a top-k ≥ 0, but got -1");
        assertThatThrownBy(() -> Sampler.of(1).topP(0)).hasMessage("Sampler: expected a top-p in (0, 1], but got 0.0");
        assertThatThrownBy(() -> Sampler.of(1).minP(2)).hasMessage("Sampler: expected a min-p in [0, 1], but got 2.0");
        assertThatThrownBy(() -> Sampler.of(1).repetitionPenalty(0)).hasMessage("Sampler: expected a repetition penalty > 0, but got 0.0");
    }
}
