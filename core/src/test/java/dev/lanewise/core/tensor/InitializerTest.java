package dev.lanewise.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.Tolerance;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitializerTest {

    private static final int IN = 300, OUT = 200, N = IN * OUT;
    private static final Shape SHAPE = Shape.of(IN, OUT);

    private final Seed seed = Seed.of(7);

    @ParameterizedTest @CsvSource({
            "GLOROT_UNIFORM, 0.004, 0.10954", "GLOROT_NORMAL, 0.004, 0.14380", "HE_UNIFORM, 0.0066667, 0.14142", "HE_NORMAL, 0.0066667, 0.18564",
            "LECUN_UNIFORM, 0.0033333, 0.1", "LECUN_NORMAL, 0.0033333, 0.13127", "SMALL_UNIFORM, 0.00083333, 0.05",
            "TORCH_UNIFORM, 0.00111111, 0.057735", "TRUNCATED_NORMAL, 0.0019344, 0.1"})
    void numbersHaveTheirVarianceAndLimit(Initializer initializer, double variance, double limit) {
        float[] values = initializer.values(SHAPE, IN, OUT, seed);

        assertThat(values).hasSize(N);
        assertThat(moment(values, 1)).isCloseTo(0, within(Tolerance.ofMean(N, Math.sqrt(variance))));
        assertThat(moment(values, 2)).isCloseTo(variance, within(Tolerance.ofMean(N, variance)));
        double largest = IntStream.range(0, N).mapToDouble(i -> Math.abs(values[i])).max().orElseThrow();
        assertThat(largest).isBetween(0.98 * limit, 1.0001 * limit);
    }

    @Test void constantsAreConstant() {
        assertThat(Initializer.ZEROS.values(Shape.of(3), 3, 3, seed)).containsExactly(0, 0, 0);
        assertThat(Initializer.ONES.values(Shape.of(3), 3, 3, seed)).containsExactly(1, 1, 1);
    }

    @Test void normalNumbersHaveTheirMeanAndDeviation() {
        float[] values = Initializers.normal(SHAPE, 3, 0.5, seed), small = Initializer.SMALL_NORMAL.values(SHAPE, IN, OUT, seed);

        assertThat(moment(values, 1)).isCloseTo(3, within(Tolerance.ofMean(N, 0.5)));
        assertThat(moment(values, 2)).isCloseTo(9.25, within(Tolerance.ofMean(N, 4)));
        assertThat(moment(small, 2)).isCloseTo(0.0025, within(Tolerance.ofMean(N, 0.0036)));
    }

    @Test void identitiesHaveOnesOnTheDiagonalOfEveryMatrix() {
        assertThat(Initializer.IDENTITY.values(Shape.of(2, 3), 2, 3, seed)).containsExactly(1, 0, 0, 0, 1, 0);
        assertThat(Initializers.identity(Shape.of(2, 3, 2), 0.5)).containsExactly(0.5f, 0, 0, 0.5f, 0, 0, 0.5f, 0, 0, 0.5f, 0, 0);
    }

    @Test void scaledVariancesAreDividedByTheirConnections() {
        assertThat(moment(Initializers.scaledNormal(SHAPE, 3, Initializers.Fan.OUT, IN, OUT, seed), 2)).isCloseTo(0.015, within(Tolerance.ofMean(N, 0.015)));
        assertThat(moment(Initializers.scaledUniform(SHAPE, 3, Initializers.Fan.AVERAGE, IN, OUT, seed), 2)).isCloseTo(0.012, within(Tolerance.ofMean(N, 0.012)));
        assertThat(moment(Initializers.orthogonal(SHAPE, 2, seed), 2)).isCloseTo(4.0 / IN, within(1e-6));
    }

    @Test void theSeedDecides() {
        assertThat(Initializer.HE_NORMAL.values(SHAPE, IN, OUT, seed)).containsExactly(Initializer.HE_NORMAL.values(SHAPE, IN, OUT, Seed.of(7)));
        assertThat(Initializer.HE_NORMAL.values(SHAPE, IN, OUT, seed)).isNotEqualTo(Initializer.HE_NORMAL.values(SHAPE, IN, OUT, Seed.of(8)));
    }

    @ParameterizedTest @CsvSource({"7, 7", "30, 5", "5, 30", "1, 4", "4, 1", "100, 90"})
    void orthogonalRowsOrColumnsAreOrthonormal(int rows, int columns) {
        Tensor w = Tensor.of(Shape.of(rows, columns), Initializer.ORTHOGONAL.values(Shape.of(rows, columns), rows, columns, seed));
        Tensor transposed = w.transpose(1, 0);

        Tensor product = rows >= columns ? transposed.matmul(w) : w.matmul(transposed);

        int n = Math.min(rows, columns);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) assertThat(product.get(i, j)).isCloseTo(i == j ? 1 : 0, within(Tolerance.ofFloats(Math.max(rows, columns), 1)));
        }
    }

    @Test void orthogonalKernelsTreatTheirLeadingAxesAsOne() {
        Tensor w = Tensor.of(Shape.of(3, 3, 4), Initializer.ORTHOGONAL.values(Shape.of(3, 3, 4), 9, 4, seed)).reshape(Shape.of(9, 4));

        Tensor product = w.transpose(1, 0).matmul(w);

        for (int i = 0; i < 4; i++) assertThat(product.get(i, i)).isCloseTo(1, within(Tolerance.ofFloats(9, 1)));
    }

    /// What deep networks need it for: after twenty layers of width 256 the signal is neither gone nor overflown.
    @ParameterizedTest @CsvSource({"HE_NORMAL, RELU", "HE_UNIFORM, RELU", "LECUN_NORMAL, IDENTITY", "LECUN_UNIFORM, IDENTITY", "GLOROT_NORMAL, IDENTITY",
            "GLOROT_UNIFORM, IDENTITY", "LECUN_NORMAL, SELU", "ORTHOGONAL, IDENTITY", "IDENTITY, IDENTITY"})
    void theVarianceSurvivesTwentyLayers(Initializer initializer, Activation activation) {
        int width = 256, batch = 64;
        RandomStream random = seed.stream();
        float[] values = new float[batch * width];
        for (int i = 0; i < values.length; i++) values[i] = (float) random.gaussian();
        Tensor x = Tensor.of(Shape.of(batch, width), values);

        for (int layer = 0; layer < 20; layer++) {
            Shape shape = Shape.of(width, width);
            x = activation.of(x.matmul(Tensor.of(shape, initializer.values(shape, width, width, seed.child(layer)))));
        }

        double share = initializer == Initializer.ORTHOGONAL ? 1.1 : 3;
        assertThat(x.square().mean().item()).isBetween((float) (1 / share), (float) share);
    }

    private static double moment(float[] values, int power) {
        double sum = 0;
        for (float value : values) sum += Math.pow(value, power);
        return sum / values.length;
    }
}
