package dev.lanewise.nn.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Datasets;
import dev.lanewise.core.prepare.MaxAbsScaler;
import dev.lanewise.linalg.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sample that counts three times is three equal samples.
class SampleWeightsTest {

    private static final int ROWS = 30;

    @TempDir private Path folder;

    private Dataset data(boolean classes) throws IOException {
        StringBuilder csv = new StringBuilder("a,b,y\n");
        for (int i = 0; i < ROWS; i++) csv.append(i * 7 % 11).append(',').append(i * i % 13).append(',').append(classes ? "k" + i * 7 % 11 % 3 : "" + (i * 5 % 17)).append('\n');
        Path file = folder.resolve("data.csv");
        Files.writeString(file, csv);
        return Datasets.open(file.toString(), "y").train();
    }

    private static double[] weights() { return IntStream.range(0, ROWS).mapToDouble(i -> i % 3 + (i % 3 == 2 ? 1 : 0)).toArray(); }      // 0, 1, 3

    private static Dataset repeated(Dataset data) {
        return data.rows(IntStream.range(0, ROWS).flatMap(i -> IntStream.range(0, (int) weights()[i]).map(_ -> i)).toArray());
    }

    @Test void logisticRegressionCountsThem() throws IOException {
        Dataset data = data(true);

        assertSame(LogisticRegression.standard().fit(data.weighted(weights())).coefficients(), LogisticRegression.standard().fit(repeated(data)).coefficients());
    }

    @Test void aClassThatDoesNotCountIsNotThere() throws IOException {
        Dataset data = data(true), ofOne = data.weighted(IntStream.range(0, ROWS).mapToDouble(i -> i * 7 % 11 % 3 == 0 ? 1 : 0).toArray());

        assertThatThrownBy(() -> LogisticRegression.standard().fit(ofOne)).isInstanceOf(DataException.class).hasMessageContaining("expected samples of at least two classes, but all are of k0");
    }

    @Test void linearAndRidgeRegressionCountThem() throws IOException {
        Dataset data = data(false);

        for (LinearRegression description : new LinearRegression[] {LinearRegression.standard(), LinearRegression.ridge(2), LinearRegression.ridge(2).intercept(false)}) {
            LinearModel weighted = description.fit(data.weighted(weights())), several = description.fit(repeated(data));
            assertSame(weighted.coefficients(), several.coefficients());
            assertThat(weighted.intercepts()).containsExactly(several.intercepts(), within(1e-9));
        }
    }

    @Test void transformedSamplesKeepThem() throws IOException {
        Dataset weighted = data(true).weighted(weights()), prepared = MaxAbsScaler.standard().fit(weighted).prepare(weighted);

        assertThat(prepared.isWeighted()).isTrue();
        assertThat(prepared.weight(2)).isEqualTo(3);
    }

    @Test void samplesThatDoNotCountTeachNothing() throws IOException {
        Dataset nothing = data(true).weighted(new double[ROWS]), none = data(false).weighted(new double[ROWS]);

        assertThatThrownBy(() -> MLP.of(4).fit(nothing)).isInstanceOf(DataException.class).hasMessage("Trainer: expected samples that count, but the weights of all samples of epoch 1 are 0");
        assertThatThrownBy(() -> LinearRegression.standard().fit(none)).isInstanceOf(DataException.class).hasMessageStartingWith("LinearRegression: expected samples that count");
    }

    private static void assertSame(Matrix one, Matrix other) { assertThat(one.minus(other).maxAbs()).isLessThan(1e-7); }
}
