package dev.lanewise.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Against the outside world: `numpy.random.RandomState(seed)` of NumPy 1.24.2, printed with `repr`.
class LegacyRandomTest {

    @Test void wordsAreThoseOfNumPy() {
        assertThat(words(7)).containsExactly(327741615L, 976413892L, 3349725721L);              // randint(0, 2**32, 3, dtype=uint32)
        assertThat(words(0)).containsExactly(2357136044L, 2546248239L, 3071714933L);
        assertThat(words(1)).containsExactly(1791095845L, 4282876139L, 3093770124L);
        assertThat(words(4294967295L)).containsExactly(419326371L, 479346978L, 3918654476L);
    }

    private static long[] words(long seed) {
        LegacyRandom random = new LegacyRandom(seed);
        return new long[] {Integer.toUnsignedLong(random.nextWord()), Integer.toUnsignedLong(random.nextWord()), Integer.toUnsignedLong(random.nextWord())};
    }

    @Test void uniformNumbersAreThoseOfNumPy() {
        LegacyRandom random = new LegacyRandom(7);

        assertThat(new double[] {random.uniform(), random.uniform(), random.uniform()}).containsExactly(0.07630828937395717, 0.7799187922401146, 0.4384092314408935);
    }

    @Test void normalNumbersAreThoseOfNumPy() {
        assertThat(new LegacyRandom(7).gaussians(5)).containsExactly(new double[] {1.690525703800356, -0.4659373705408328, 0.0328201636785844, 0.40751628299650783, -0.7889230286257386}, within(4e-16));
        assertThat(new LegacyRandom(0).gaussians(4)).containsExactly(new double[] {1.764052345967664, 0.4001572083672233, 0.9787379841057392, 2.240893199201458}, within(5e-16));
        assertThat(new LegacyRandom(4294967295L).gaussians(4)).containsExactly(new double[] {0.6484086742306527, 0.6693235306338161, -1.0805437227474493, 0.2845010447986309}, within(4e-16));
    }

    @Test void theyAreThoseOfNumPyManyTwistsLater() {
        double[] numbers = new LegacyRandom(7).gaussians(5000);
        double sum = 0;
        for (double number : numbers) sum += number;

        assertThat(numbers[4999]).isEqualTo(-0.8227004725278292, within(4e-16));
        assertThat(sum).isEqualTo(-110.93343893973002, within(1e-11));
    }

    @Test void aSeedThatNumPyWouldRefuseIsRefused() {
        assertThatThrownBy(() -> new LegacyRandom(-1)).hasMessage("LegacyRandom: expected a seed in 0 … 4294967295, but got -1");
        assertThatThrownBy(() -> new LegacyRandom(1L << 32)).hasMessage("LegacyRandom: expected a seed in 0 … 4294967295, but got 4294967296");
    }
}
