package dev.lanewise.nn.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Digits;
import dev.lanewise.core.Seed;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SVD;
import dev.lanewise.linalg.SymmetricEigen;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutoencoderTest {

    /// Baldi & Hornik: the least error of a linear autoencoder is that of the projection on the first principal axes, and its decoder spans them.
    @Test void aLinearOneFindsTheSubspaceOfTheFirstPrincipalAxes() {
        Dataset data = correlated();
        Matrix x = data.matrix();
        int n = x.rows(), k = 2;
        AutoencoderModel model = new Autoencoder(java.util.List.of(), k, Activation.RELU, 0, Options.none().with("scaling", "none"))
                .epochs(400).batchSize(50).learningRate(0.005).fit(data, Run.standard().threads(1));

        Matrix axes = axes(x, k);                                                                    // [features, k]
        Matrix span = model.steps().transpose();                                                     // what the code can move: [features, k]
        double[] cosines = SVD.of(SVD.of(span).u().columns(0, k).transposeTimes(axes)).values();
        assertThat(cosines[k - 1]).as("the largest angle between both subspaces").isGreaterThan(0.999);
        Matrix projected = x.times(axes).times(axes.transpose());
        double least = x.minus(projected).norm() / Math.sqrt((double) n * x.columns());
        assertThat(model.evaluate(data).figure("rmse")).isBetween(least * (1 - 1e-6), least * 1.01);
    }

    /// The first eigenvectors of the covariance; the columns of x have the mean 0.
    private static Matrix axes(Matrix x, int k) {
        SymmetricEigen eigen = SymmetricEigen.of(x.transposeTimes(x));
        double[] values = eigen.values();
        boolean ascending = values[0] < values[values.length - 1];
        int columns = x.columns();
        return ascending ? eigen.vectors().columns(columns - k, columns) : eigen.vectors().columns(0, k);
    }

    private static Dataset correlated() {
        Matrix factors = Matrix.gaussian(400, 2, 1), loadings = Matrix.gaussian(2, 6, 2), noise = Matrix.gaussian(400, 6, 3).times(0.3);
        Matrix x = factors.times(loadings).plus(noise);
        double[] means = x.columnMeans(), values = x.toArray();
        for (int i = 0; i < values.length; i++) values[i] -= means[i % 6];
        return Outside.numbered(Matrix.wrap(400, 6, values), new double[400]);
    }

    @Test void aDeepOneDenoisesDigits() {
        Dataset digits = Digits.train(600, Seed.of(1)), others = Digits.test(100, Seed.of(1));
        Autoencoder deep = Autoencoder.of(16).hidden(64).epochs(15).learningRate(0.003);
        AutoencoderModel plain = deep.fit(digits), denoising = deep.corruption(0.3).fit(digits);
        Matrix clean = others.matrix(), spoilt = spoilt(clean);

        assertThat(error(denoising, spoilt, clean)).isLessThan(error(plain, spoilt, clean));
        assertThat(denoising.evaluate(others).figure("rmse")).isLessThan(70);                        // grey levels; their deviation is above 80
        assertThat(denoising.transform(clean).columns()).isEqualTo(16);
    }

    private static Matrix spoilt(Matrix x) {
        var random = Seed.of(9).stream();
        return x.map(value -> random.nextDouble() < 0.3 ? 0 : value);
    }

    private static double error(AutoencoderModel model, Matrix from, Matrix to) { return model.inverseTransform(model.transform(from)).minus(to).norm(); }

    @Test void codesOfWrongWidthAreRefusedInASentence() {
        AutoencoderModel model = Autoencoder.of(2).epochs(1).fit(correlated());

        assertThat(model).hasToString("Autoencoder: 6 features -> 2 numbers");
        assertThatThrownBy(() -> model.transform(Matrix.zeros(1, 5))).isInstanceOf(ShapeException.class).hasMessage("Autoencoder: 6 features -> 2 numbers.transform: expected [n, 6], but got [1, 5]");
        assertThatThrownBy(() -> model.inverseTransform(Matrix.zeros(1, 6))).hasMessageEndingWith("inverseTransform: expected [n, 2], but got [1, 6]");
        assertThatThrownBy(() -> Autoencoder.of(0)).hasMessage("Autoencoder: expected a code of at least one number, but got 0");
        assertThatThrownBy(() -> Autoencoder.of(2).fit(correlated().rows())).isInstanceOf(DataException.class).hasMessageContaining("expected at least one sample");
    }

    @Test void itsFileDoesNotTellWhereCheckpointsLay() {
        Options options = Options.none().with("epochs", 2).with("checkpoint", "somewhere").with("existing", "resume").with("log", "log.csv");

        Options kept = Autoencoder.of(options.with("hidden", List.of())).options();

        assertThat(kept.names()).contains("epochs").doesNotContain("checkpoint", "existing", "log");
    }
}
