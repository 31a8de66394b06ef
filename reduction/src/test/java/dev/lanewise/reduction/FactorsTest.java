package dev.lanewise.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.model.Reducer;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.linalg.ConvergenceException;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SVD;
import dev.lanewise.linalg.SparseMatrix;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Factor analysis, independent components, non-negative parts, kernel PCA, truncated SVD and random projections.
class FactorsTest {

    private static final Properties EXPECTED = expected();
    private static final Matrix X = Matrix.of(40, 5, numbers("x"));
    private static final Matrix POSITIVE = Matrix.of(40, 5, numbers("positive"));
    private static final Matrix MIXED = Matrix.of(60, 2, numbers("mixed"));

    // ---- factor analysis

    @ParameterizedTest
    @EnumSource(FactorAnalysis.Rotation.class)
    void factorsAreThoseOfScikitLearn(FactorAnalysis.Rotation rotation) {
        String set = "factors." + rotation.name().toLowerCase(java.util.Locale.ROOT) + ".";
        FactorModel model = FactorAnalysis.of(2).rotation(rotation).tolerance(1e-7).iterations(100_000).fit(X);
        Matrix expected = Matrix.of(2, 5, numbers(set + "loadings"));

        assertThat(model.noiseVariance()).containsExactly(numbers(set + "noise"), within(1e-5));
        assertThat(model.score(X)).isEqualTo(numbers(set + "score")[0], within(1e-8));
        assertThat(squares(model.loadings()).minus(squares(expected)).maxAbs()).as("but for signs and order").isLessThan(rotation == FactorAnalysis.Rotation.NONE ? 1e-5 : 1e-3);
        assertThat(model.loadings().transposeTimes(model.loadings()).minus(expected.transposeTimes(expected)).maxAbs()).isLessThan(1e-5);
    }

    /// Squared loadings, the factor with the larger first one first.
    private static Matrix squares(Matrix loadings) {
        Matrix squares = loadings.map(x -> x * x);
        return squares.get(0, 0) >= squares.get(1, 0) ? squares : squares.rows(new int[] {1, 0});
    }

    @Test void theModelExplainsTheCovarianceAndItsScoreIsADensity() {
        FactorModel model = FactorAnalysis.of(2).tolerance(1e-7).iterations(100_000).fit(X);
        Matrix covariance = Moments.of(X).covariance(0);

        for (int j = 0; j < 5; j++) assertThat(model.covariance().get(j, j)).isEqualTo(covariance.get(j, j), within(1e-5));
        assertThat(model.communalities()[0]).isEqualTo(1 - model.noiseVariance()[0] / covariance.get(0, 0), within(1e-5));
        assertThat(FactorAnalysis.of(3).iterations(100_000).fit(Moments.of(X), Run.standard()).score(X)).as("more factors explain no less").isGreaterThan(model.score(X) - 1e-3);
    }

    // ---- independent components

    @ParameterizedTest
    @EnumSource(FastICA.Contrast.class)
    void independentComponentsAreThoseOfScikitLearn(FastICA.Contrast contrast) {
        LinearReduction model = FastICA.of(2).contrast(contrast).tolerance(1e-12).iterations(5000).fit(MIXED);
        Matrix expected = Matrix.of(2, 2, numbers("ica." + contrast.name().toLowerCase(java.util.Locale.ROOT) + ".components"));

        assertThat(unordered(model.components())).containsExactly(unordered(expected), within(1e-6));
        assertThat(model.explainedVariance()).containsExactly(new double[] {1, 1}, within(1e-9));
        assertThat(model.inverseTransform(model.transform(MIXED)).minus(MIXED).maxAbs()).isLessThan(1e-9);
    }

    /// Magnitudes, the row with the larger first one first.
    private static double[] unordered(Matrix rows) {
        Matrix magnitudes = rows.map(Math::abs);
        return (magnitudes.get(0, 0) >= magnitudes.get(1, 0) ? magnitudes : magnitudes.rows(new int[] {1, 0})).toArray();
    }

    @Test void sourcesComeBack() {
        Matrix sources = FastICA.of(2).fit(MIXED).transform(MIXED);
        double[] first = sources.column(0).toArray(), second = sources.column(1).toArray();

        double[] square = spread(first) < spread(second) ? first : second;
        assertThat(Arrays.stream(square).map(Math::abs).sorted().skip(6).findFirst().orElseThrow()).as("a square wave is near its mean where it jumps only").isGreaterThan(0.6);
    }

    private static double spread(double[] x) { return Arrays.stream(x).map(Math::abs).max().orElseThrow() - Arrays.stream(x).map(Math::abs).min().orElseThrow(); }

    // ---- non-negative parts

    @Test void partsAreThoseOfScikitLearn() {
        NMFModel model = NMF.of(2).tolerance(1e-10).iterations(20_000).fit(POSITIVE);

        assertThat(model.components().toArray()).containsExactly(numbers("nmf.components"), within(1e-5));
        assertThat(model.transform(POSITIVE.rows(0, 3)).toArray()).containsExactly(numbers("nmf.rows"), within(1e-5));
        assertThat(POSITIVE.minus(model.inverseTransform(model.transform(POSITIVE))).norm()).isEqualTo(numbers("nmf.error")[0], within(1e-6));
    }

    @Test void productsOfPartsAreFoundAgain() {
        Matrix w = POSITIVE.columns(0, 2), h = Matrix.of(2, 4, 1, 0, 2, 0.5, 0, 3, 1, 0.5);

        NMFModel model = NMF.of(2).tolerance(1e-12).iterations(5000).fit(w.times(h));

        assertThat(model.inverseTransform(model.transform(w.times(h))).minus(w.times(h)).maxAbs()).isLessThan(1e-4);
        assertThat(Arrays.stream(model.components().toArray()).allMatch(x -> x >= 0)).isTrue();
        assertThat(NMF.of(1).fit(Matrix.zeros(3, 2)).components().maxAbs()).isZero();
    }

    // ---- kernel PCA

    static List<Similarity> similarities() {
        return List.of(Similarity.linear(), Similarity.polynomial(3), Similarity.gaussian(0.1), Similarity.sigmoid().gamma(0.01), Similarity.cosine());
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("similarities")
    void kernelComponentsAreThoseOfScikitLearn(Similarity similarity) {
        String set = "kernel." + similarity.kind().name().toLowerCase(java.util.Locale.ROOT) + ".";
        KernelModel model = KernelPCA.of(2, similarity).alpha(0.5).fit(X);
        Matrix near = X.rows(0, 4).map(x -> x + 0.1), rows = model.transform(near);

        assertThat(model.eigenvalues()).containsExactly(numbers(set + "eigenvalues"), within(1e-9));
        assertThat(rows.map(Math::abs).toArray()).as("but for signs").containsExactly(Arrays.stream(numbers(set + "rows")).map(Math::abs).toArray(), within(1e-9));
        if (similarity.kind() != Similarity.Kind.SIGMOID) assertThat(model.inverseTransform(rows).toArray()).containsExactly(numbers(set + "back"), within(1e-9));
    }

    @Test void linearKernelComponentsAreThoseOfPCA() {
        Matrix kernel = KernelPCA.of(2, Similarity.linear()).fit(X).transform(X), plain = PCA.of(2).fit(X).transform(X);

        assertThat(kernel.map(Math::abs).minus(plain.map(Math::abs)).maxAbs()).isLessThan(1e-9);
    }

    @Test void aCircleInsideARingIsToldApartByTheGaussianOne() {
        double[] points = new double[80];
        for (int i = 0; i < 40; i++) {
            points[2 * i] = (i < 20 ? 1 : 5) * Math.cos(i * Math.PI / 10);
            points[2 * i + 1] = (i < 20 ? 1 : 5) * Math.sin(i * Math.PI / 10);
        }

        double[] first = KernelPCA.of(1, Similarity.gaussian(0.2)).fit(Matrix.of(40, 2, points)).transform(Matrix.of(40, 2, points)).toArray();

        double sign = Math.signum(first[0]);
        for (int i = 0; i < 40; i++) assertThat(sign * first[i] > 0).as("point " + i).isEqualTo(i < 20);
    }

    // ---- truncated SVD and random projections

    @ParameterizedTest
    @EnumSource(TruncatedSVD.Solver.class)
    void truncatedVectorsAreThoseOfTheWholeDecompositionForDenseAndSparseRows(TruncatedSVD.Solver solver) {
        TruncatedSVD truncated = TruncatedSVD.of(2).solver(solver);
        Matrix expected = SVD.of(X).v().columns(0, 2).transpose();

        assertThat(truncated.fit(X).components().minus(expected).maxAbs()).isLessThan(1e-6);
        assertThat(truncated.fit(SparseMatrix.of(X), Run.standard()).components().minus(expected).maxAbs()).isLessThan(1e-6);
        assertThat(truncated.fit(X).transform(X).minus(X.times(expected.transpose())).maxAbs()).isLessThan(1e-5);
    }

    @Test void moreColumnsThanPCACouldSquareAreNoMatter() {
        int columns = 70_000;                                                                      // beyond 65,535, where others give up
        SparseMatrix wide = SparseMatrix.of(3, columns, new int[] {0, 1, 2, 0}, new int[] {0, 69_999, 35_000, 12}, new double[] {3, 2, 1, 4});

        LinearReduction model = TruncatedSVD.of(2).solver(TruncatedSVD.Solver.LANCZOS).fit(wide, Run.standard());

        assertThat(model.components().get(0, 12)).isEqualTo(0.8, within(1e-9));
        assertThat(model.components().get(1, 69_999)).isEqualTo(1, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 1})
    void randomDirectionsKeepDistances(double density) {
        Matrix wide = Matrix.gaussian(12, 2000, 3);
        Matrix narrow = new RandomProjection(600, density).fit(wide).transform(wide);

        for (int i = 1; i < 12; i++) {
            double before = wide.row(i).minus(wide.row(0)).norm(), after = narrow.row(i).minus(narrow.row(0)).norm();
            assertThat(after / before).isBetween(0.8, 1.2);
        }
        assertThat(RandomProjection.componentsFor(1_000_000, 0.1)).as("scikit-learn's johnson_lindenstrauss_min_dim").isEqualTo(11841);
        assertThat(RandomProjection.componentsFor(1_000_000, 0.5)).isEqualTo(663);
    }

    @Test void theWayBackFromRandomDirectionsHasTheSameCoordinates() {
        LinearReduction model = RandomProjection.sparse(3).fit(X);

        assertThat(model.transform(model.inverseTransform(model.transform(X))).minus(model.transform(X)).maxAbs()).isLessThan(1e-9);
    }

    // ---- hard data, files

    @Test void refusesInASentence() {
        assertThatThrownBy(() -> NMF.of(2).fit(X)).isInstanceOf(DataException.class).hasMessageStartingWith("NMF(2): expected finite numbers ≥ 0, but row 0, column 0 has -0.261");
        assertThatThrownBy(() -> NMF.of(6).fit(POSITIVE)).isInstanceOf(DataException.class).hasMessage("NMF(6): expected at most 5 components, the smaller of rows and features, but got 6");
        assertThatThrownBy(() -> FastICA.of(2).fit(Matrix.of(3, 2, 1, 1, 2, 2, 3, 3))).isInstanceOf(DataException.class).hasMessage("FastICA(2): expected data that varies in at least 2 directions, but it varies in 1");
        assertThatThrownBy(() -> FastICA.of(2).tolerance(1e-15).iterations(1).fit(MIXED)).isInstanceOf(ConvergenceException.class).hasMessageContaining("expected directions that settle within 1 iterations");
        assertThatThrownBy(() -> FactorAnalysis.of(6).fit(X)).isInstanceOf(DataException.class).hasMessage("FactorAnalysis(6): expected at most 5 factors, one a feature, but got 6");
        assertThatThrownBy(() -> FactorAnalysis.of(2).tolerance(1e-14).iterations(2).fit(X)).isInstanceOf(ConvergenceException.class).hasMessageContaining("expected a likelihood that settles within 2 iterations");
        assertThatThrownBy(() -> KernelPCA.of(2, Similarity.linear()).fit(Matrix.of(2, 2, 1, 1, 1, 1))).isInstanceOf(DataException.class).hasMessageContaining("expected rows that differ");
        assertThatThrownBy(() -> TruncatedSVD.of(9).fit(X)).isInstanceOf(DataException.class).hasMessageContaining("expected at most 5 components");
        assertThatThrownBy(() -> TruncatedSVD.of(1).fit(Matrix.of(1, 1, Double.NaN))).isInstanceOf(DataException.class).hasMessageContaining("row 0, column 0 has NaN");
        assertThatThrownBy(() -> RandomProjection.componentsFor(10, 2)).hasMessageContaining("expected a share in (0, 1), but got 2.0");
        assertThatThrownBy(() -> KernelPCA.of(1, Similarity.linear()).fit(X).transform(Matrix.zeros(1, 4))).hasMessage("KernelPCA(1, linear).transform: expected [n, 5], but got [1, 4]");
    }

    @Test void allOfThemTransformTheSameAfterSavingAndLoading(@TempDir Path folder) {
        for (Reducer model : new Reducer[] {TruncatedSVD.of(2).fit(POSITIVE), RandomProjection.of(3).fit(POSITIVE), FastICA.of(2).iterations(5000).tolerance(0.01).fit(POSITIVE),
                FactorAnalysis.of(2).rotation(FactorAnalysis.Rotation.VARIMAX).iterations(100_000).fit(POSITIVE), NMF.of(2).fit(POSITIVE), KernelPCA.of(2, Similarity.gaussian(0)).fit(POSITIVE)}) {
            model.save(folder.resolve("model.safetensors"));

            Reducer loaded = (Reducer) ModelRegistry.load().read(folder.resolve("model.safetensors"));

            assertThat(loaded.transform(POSITIVE)).isEqualTo(model.transform(POSITIVE));
            assertThat(loaded.inverseTransform(loaded.transform(POSITIVE))).isEqualTo(model.inverseTransform(model.transform(POSITIVE)));
            assertThat(loaded.content().settings()).isEqualTo(model.content().settings());
        }
    }

    @Test void theNoiseOfFactorsIsAsSmallAsTheUnitsMakeIt() {
        double[] plain = FactorAnalysis.of(2).fit(X).noiseVariance(), small = FactorAnalysis.of(2).fit(X.times(1e-8)).noiseVariance();

        assertThat(Arrays.stream(small).map(noise -> noise * 1e16).toArray()).containsExactly(plain, within(1e-3));
    }

    @Test void similaritiesKeepTheirDigitsFarAwayAndNearZero() {
        Matrix x = Matrix.gaussian(20, 3, 1).map(value -> Math.rint(value * 16) / 16);
        double[] here = KernelPCA.of(2, Similarity.gaussian(0.5)).fit(x).eigenvalues(), directions = KernelPCA.of(2, Similarity.cosine()).fit(x).eigenvalues();

        assertThat(KernelPCA.of(2, Similarity.gaussian(0.5)).fit(x.map(value -> value + 1e8)).eigenvalues()).containsExactly(here, within(1e-6));
        assertThat(KernelPCA.of(2, Similarity.cosine()).fit(x.times(1e-100)).eigenvalues()).containsExactly(directions, within(1e-10));
    }

    @Test void aPolynomialThatIsNoInnerProductHasAWayBackToo() {
        Matrix x = Matrix.gaussian(20, 3, 1);
        KernelModel model = KernelPCA.of(2, Similarity.polynomial(3).offset(-5)).fit(x);

        assertThat(model.inverseTransform(model.transform(x)).maxAbs()).isFinite();
    }

    private static double[] numbers(String key) { return Arrays.stream(EXPECTED.getProperty(key).split(",")).mapToDouble(Double::parseDouble).toArray(); }

    private static Properties expected() {
        Properties properties = new Properties();
        try (InputStream in = FactorsTest.class.getResourceAsStream("factors.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return properties;
    }
}
