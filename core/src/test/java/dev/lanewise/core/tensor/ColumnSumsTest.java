package dev.lanewise.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import dev.lanewise.linalg.Backend;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnSumsTest {

    @Test void moreRowsThanFloat32CountsToAreAllCounted() {
        int rows = (1 << 24) + 1000;
        float[] ones = new float[rows], sum = new float[1];
        Arrays.fill(ones, 1);

        ColumnSums.addRows(Backend.of(2), ones, rows, 1, sum);

        assertThat(sum[0]).isEqualTo(rows);
    }

    @ParameterizedTest(name = "{0} rows of {1}")
    @CsvSource({"0, 3", "1, 1", "2, 17", "511, 5", "512, 16", "513, 33", "1500, 65"})
    void theyAddToWhatIsThereLikeSumsInFloat64(int rows, int columns) {
        RandomStream random = Seed.of(3).stream();
        float[] x = new float[rows * columns], sums = new float[columns + 2];
        double[] expected = new double[columns];
        for (int i = 0; i < x.length; i++) expected[i % columns] += x[i] = (float) random.uniform(-1, 1);
        Arrays.fill(sums, 7);

        ColumnSums.addRows(Backend.of(3), x, rows, columns, sums);

        for (int j = 0; j < columns; j++) assertThat((double) sums[j]).isEqualTo(7 + expected[j], within(1e-5 * Math.sqrt(rows + 1)));
        assertThat(sums[columns]).isEqualTo(7);
    }

    @Test void theNumberOfThreadsChangesNoBit() {
        RandomStream random = Seed.of(3).stream();
        float[] x = new float[3000 * 100];
        for (int i = 0; i < x.length; i++) x[i] = (float) random.uniform(-1, 1);
        float[] once = new float[100], again = new float[100];

        ColumnSums.addRows(Backend.of(1), x, 3000, 100, once);
        ColumnSums.addRows(Backend.of(4), x, 3000, 100, again);

        assertThat(again).containsExactly(once);
    }
}
