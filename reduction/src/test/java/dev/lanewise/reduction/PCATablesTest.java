package dev.lanewise.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.data.Datasets;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.testkit.SharedFiles;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against the outside world: what scikit-learn says of its own tables, in `tables-pca.properties`.
class PCATablesTest {

    private static final Expected EXPECTED = Expected.of("tables-pca.properties");

    @ParameterizedTest(name = "{0}")
    @CsvSource({"iris, iris.csv, class", "wine, wine_data.csv, class", "breast_cancer, breast_cancer.csv, class", "digits, digits.csv.gz, column65"})
    void principalAxesNoiseAndProbabilitiesAreScikitLearns(String name, String file, String target) {
        Matrix x = Datasets.open(SharedFiles.require("data/sklearn-tables/" + file).toString(), target).train().matrix();
        int k = (int) EXPECTED.number(name + ".components");

        PCAModel model = PCA.of(k).fit(x), all = PCA.all().fit(x), mle = PCA.of(Keep.mle()).fit(x), correlation = PCA.of(k).correlation(true).fit(x);

        double[] variances = EXPECTED.numbers(name + ".explainedVariance");
        assertThat(Arrays.copyOf(all.explainedVariance(), variances.length)).containsExactly(variances, digits(variances[0]));
        assertThat(model.components().row(0).toArray()).containsExactly(EXPECTED.numbers(name + ".firstAxis"), within(1e-10));
        assertThat(model.components().row(k - 1).toArray()).containsExactly(EXPECTED.numbers(name + ".lastAxis"), within(1e-9));
        assertThat(model.transform(x.row(7)).toArray()).containsExactly(EXPECTED.numbers(name + ".row7"), digits(variances[0]));
        assertThat(model.noiseVariance()).isEqualTo(EXPECTED.number(name + ".noiseVariance"), digits(variances[0]));
        assertThat(model.probabilistic().score(x)).isEqualTo(EXPECTED.number(name + ".score"), within(1e-8));
        assertThat(IntStream.of(0, 7, x.rows() - 1).mapToDouble(i -> model.probabilistic().logLikelihoods(x.row(i))[0]).toArray())
                .containsExactly(EXPECTED.numbers(name + ".logLikelihoods"), within(1e-8));
        assertThat(mle.dimensions()).isEqualTo((int) EXPECTED.number(name + ".mle"));
        assertThat(correlation.explainedVarianceRatio()).containsExactly(EXPECTED.numbers(name + ".correlation"), within(1e-10));
    }

    private static Offset<Double> digits(double scale) { return within(1e-11 * Math.max(1, scale)); }
}
