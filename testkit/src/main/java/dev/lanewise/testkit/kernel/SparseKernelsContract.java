package dev.lanewise.testkit.kernel;

import static dev.lanewise.testkit.kernel.KernelSizes.OFFSET;
import static dev.lanewise.testkit.kernel.KernelSizes.doubles;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.SparseKernels;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every set of [SparseKernels] must do, to the last bit. [KernelsContract] is all of them.
interface SparseKernelsContract {

    int ROWS = 9;
    int COLUMNS = 6;

    Backend backend();

    private SparseKernels kernels() {
        return backend().kernels().sparse();
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.KernelSizes#upTo257")
    default void sparseProductsHaveTheBitsOfTheReference(int n) {
        var pattern = new Pattern();
        int ld = n + 2;
        double[] b = doubles(COLUMNS * ld, 1);
        double[] expected = doubles(ROWS * ld, 2);
        double[] actual = expected.clone();

        Reference.kernels().sparse().times(2, ROWS, pattern.starts, pattern.columns, pattern.values, n, b, OFFSET, ld, expected, OFFSET, ld);
        kernels().times(2, ROWS, pattern.starts, pattern.columns, pattern.values, n, b, OFFSET, ld, actual, OFFSET, ld);

        assertThat(actual).containsExactly(expected);
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.KernelSizes#upTo257")
    default void transposedProductsHaveTheBitsOfTheReference(int n) {
        var pattern = new Pattern();
        int ld = n + 2;
        double[] b = doubles(ROWS * ld, 1);
        double[] expected = doubles(COLUMNS * ld, 2);
        double[] actual = expected.clone();

        Reference.kernels().sparse().addTransposeTimes(ROWS, pattern.starts, pattern.columns, pattern.values, n, b, OFFSET, ld, expected, OFFSET, ld);
        kernels().addTransposeTimes(ROWS, pattern.starts, pattern.columns, pattern.values, n, b, OFFSET, ld, actual, OFFSET, ld);

        assertThat(actual).containsExactly(expected);
    }

    /// Half of the elements, row 3 empty, row 4 with a NaN, after values of another matrix.
    final class Pattern {

        final int[] starts = new int[ROWS + 1];
        final int[] columns = new int[OFFSET + ROWS * COLUMNS];
        final double[] values = doubles(ROWS * COLUMNS, 3);

        Pattern() {
            var random = new Random(4);
            int end = OFFSET;
            for (int i = 0; i < ROWS; i++) {
                starts[i] = end;
                for (int j = 0; j < COLUMNS; j++) {
                    if (i != 3 && random.nextBoolean()) columns[end++] = j;
                }
            }
            starts[ROWS] = end;
            values[starts[4]] = Double.NaN;
        }
    }
}
