package dev.lanewise.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedTest {

    private static final int N = 200_000;

    private final Seed seed = Seed.of(42);

    @Test void theSequenceIsSplitMix64() {
        RandomStream stream = Seed.of(1234567).stream();

        assertThat(new long[] {stream.nextLong(), stream.nextLong(), stream.nextLong()})       // from the reference implementation in C
                .containsExactly(6457827717110365317L, 3203168211198807973L, -8629252141511181193L);
    }

    @Test void theSameSeedGivesTheSameNumbers() {
        assertThat(numbers(seed.child("weights").child(3).stream())).containsExactly(numbers(Seed.of(42).child("weights").child(3).stream()));
    }

    @Test void aStreamResumesWhereItStopped() {
        RandomStream stream = seed.stream();
        numbers(stream);

        RandomStream resumed = RandomStream.resume(stream.state());

        assertThat(numbers(resumed)).containsExactly(numbers(stream));
    }

    private static double[] numbers(RandomStream stream) { return IntStream.range(0, 100).mapToDouble(_ -> stream.gaussian()).toArray(); }

    @Test void uniformNumbersHaveTheirMeanAndVariance() {
        RandomStream stream = seed.stream();

        double[] x = DoubleStream.generate(() -> stream.uniform(-3, 5)).limit(N).toArray();

        double deviation = 8 / Math.sqrt(12);
        assertThat(mean(x)).isCloseTo(1, within(Tolerance.ofMean(N, deviation)));
        assertThat(variance(x)).isCloseTo(64 / 12.0, within(Tolerance.ofMean(N, deviation * deviation)));
        assertThat(Arrays.stream(x).min().orElseThrow()).isGreaterThanOrEqualTo(-3);
        assertThat(Arrays.stream(x).max().orElseThrow()).isLessThan(5);
    }

    @Test void gaussianNumbersHaveTheirMomentsAndNoCorrelation() {
        RandomStream stream = seed.stream();

        double[] x = DoubleStream.generate(stream::gaussian).limit(N).toArray();

        assertThat(mean(x)).isCloseTo(0, within(Tolerance.ofMean(N, 1)));
        assertThat(variance(x)).isCloseTo(1, within(Tolerance.ofMean(N, Math.sqrt(2))));
        assertThat(Arrays.stream(x).map(v -> v * v * v).average().orElseThrow()).isCloseTo(0, within(Tolerance.ofMean(N, Math.sqrt(15))));
        assertThat(Arrays.stream(x).map(v -> v * v * v * v).average().orElseThrow()).isCloseTo(3, within(Tolerance.ofMean(N, Math.sqrt(96))));
        assertThat(IntStream.range(1, N).mapToDouble(i -> x[i] * x[i - 1]).average().orElseThrow()).isCloseTo(0, within(Tolerance.ofMean(N, 1)));
    }

    @ParameterizedTest @ValueSource(ints = {1, 2, 7, 1000})
    void wholeNumbersAreUniform(int bound) {
        RandomStream stream = seed.stream();
        int[] counts = new int[bound];

        for (int i = 0; i < N; i++) counts[stream.nextInt(bound)]++;

        double expected = (double) N / bound;
        double chiSquared = Arrays.stream(counts).mapToDouble(count -> (count - expected) * (count - expected) / expected).sum();
        assertThat(chiSquared).isLessThanOrEqualTo(bound - 1 + 5 * Math.sqrt(2.0 * bound));
    }

    @ParameterizedTest @ValueSource(ints = {0, 1, 2, 5, 1000})
    void aPermutationHoldsEveryNumberOnce(int n) {
        int[] permutation = seed.stream().permutation(n);

        assertThat(Arrays.stream(permutation).sorted().toArray()).containsExactly(IntStream.range(0, n).toArray());
    }

    @Test void allPermutationsAreEquallyLikely() {
        int[] counts = new int[6];
        for (int i = 0; i < 60_000; i++) {
            int[] order = seed.child(i).stream().permutation(3);
            counts[order[0] * 2 + (order[1] > order[2] ? 1 : 0)]++;
        }

        for (int count : counts) assertThat(count).isBetween(10_000 - 500, 10_000 + 500);
    }

    @Test void childrenAreIndependentOfEachOtherAndOfTheirParent() {
        double[] parent = gaussians(seed), one = gaussians(seed.child(0)), next = gaussians(seed.child(1)), named = gaussians(seed.child("weights"));

        for (double[] x : new double[][] {one, next, named}) assertThat(correlation(parent, x)).isCloseTo(0, within(Tolerance.ofMean(N, 1)));
        assertThat(correlation(one, next)).isCloseTo(0, within(Tolerance.ofMean(N, 1)));
        assertThat(correlation(gaussians(Seed.of(0)), gaussians(Seed.of(1)))).isCloseTo(0, within(Tolerance.ofMean(N, 1)));
    }

    @Test void noTwoPathsDownTheTreeMeet() {
        Set<Long> values = new HashSet<>();
        int paths = 0;
        for (long root = 0; root < 10; root++) {
            for (long i = 0; i < 100; i++) {
                for (long j = 0; j < 100; j++, paths++) values.add(Seed.of(root).child(i).child(j).value());
            }
        }

        assertThat(values).hasSize(paths);
        assertThat(seed.child("order").child(1)).isNotEqualTo(seed.child("step").child(1));
    }

    private static double[] gaussians(Seed seed) { return DoubleStream.generate(seed.stream()::gaussian).limit(N).toArray(); }

    private static double correlation(double[] x, double[] y) { return IntStream.range(0, x.length).mapToDouble(i -> x[i] * y[i]).average().orElseThrow(); }

    private static double mean(double[] x) { return Arrays.stream(x).average().orElseThrow(); }

    private static double variance(double[] x) {
        double mean = mean(x);
        return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    }
}
