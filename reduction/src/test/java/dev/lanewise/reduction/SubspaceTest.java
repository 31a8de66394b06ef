package dev.lanewise.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.DataSource;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Datasets;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SVD;
import dev.lanewise.testkit.SharedFiles;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubspaceTest {

    private static final double ROUNDING = 1e-10;

    // ---- the outside world

    @ParameterizedTest
    @CsvSource({"1, 0.8155", "10, 0.9496", "40, 0.9587", "100, 0.9295"})
    void mnistIsToldApartAsWellAsNumPyDoes(int dimensions, double accuracy) {                       // golden numbers G7
        assertThat(Subspace.of(dimensions).fit(Mnist.UNIT, Run.standard()).evaluate(Mnist.TEST).figure("accuracy")).isEqualTo(accuracy, within(5e-5));
    }

    @Test void aCommonFidelityIsWorseOnMnistAndAnAffineSubspaceAsGood() {                           // golden numbers G7
        assertThat(Subspace.withFidelity(0.9).fit(Mnist.UNIT, Run.standard()).evaluate(Mnist.TEST).figure("accuracy")).isEqualTo(0.9295, within(5e-5));
        assertThat(Subspace.of(20).centered(true).fit(Mnist.MOMENTS, Run.standard()).evaluate(Mnist.TEST).figure("accuracy")).isEqualTo(0.9583, within(5e-5));
    }

    /// Read once, when the first test asks.
    private static final class Mnist {
        private static final DataSource SOURCE = Datasets.open(SharedFiles.require("data/mnist").toString(), "");
        private static final ClassMoments MOMENTS = ClassMoments.of(SOURCE.train(), Run.standard());
        private static final ClassMoments UNIT = ClassMoments.of(new UnitRows(SOURCE.train()), Run.standard());
        private static final Dataset TEST = SOURCE.test().orElseThrow();
    }

    // ---- identities and other paths

    @Test void basesAreTheRightSingularVectorsOfTheRowsOfAClass() {
        SubspaceModel model = Subspace.of(2).fit(X, LABELS);

        for (int c = 0; c < 3; c++) {
            Matrix v = SVD.of(unit(rowsOf(c))).v().columns(0, 2).transpose();
            assertThat(projection(model.basis(c)).minus(projection(v)).maxAbs()).isLessThan(ROUNDING);
        }
    }

    @Test void aClassIsTheKLTransformOfItsAutocorrelation() {
        SubspaceModel model = Subspace.of(2).fit(X, LABELS);

        for (int c = 0; c < 3; c++) {
            KLModel transform = KLTransform.of(KLTransform.Moment.AUTOCORRELATION).keep(2).fit(unit(rowsOf(c)));
            assertThat(model.basis(c).minus(transform.components()).maxAbs()).isLessThan(ROUNDING);
        }
    }

    @Test void rowsThatStreamByGiveTheSameSubspacesAsRowsInMemory() {
        for (Subspace subspace : new Subspace[] {Subspace.of(2), Subspace.of(2).centered(true)}) {
            SubspaceModel streamed = subspace.fit(dev.lanewise.core.data.RowSource.of(LabelledRows.of(X, LABELS)), Run.standard());

            assertThat(streamed.similarities(X).minus(subspace.fit(X, LABELS).similarities(X)).maxAbs()).isLessThan(ROUNDING);
        }
    }

    @Test void similarityIsTheShareOfTheSquaredLengthInsideTheSubspace() {
        SubspaceModel model = Subspace.of(2).fit(X, LABELS);
        Matrix similarities = model.similarities(X);

        for (int i = 0; i < X.rows(); i++) {
            for (int c = 0; c < 3; c++) {
                double inside = X.row(i).times(model.basis(c).transpose()).norm() / X.row(i).norm();
                assertThat(similarities.get(i, c)).isEqualTo(inside * inside, within(ROUNDING));
            }
        }
    }

    @Test void theLengthOfASampleDoesNotMatter() {
        SubspaceModel model = Subspace.of(2).fit(X, LABELS);

        assertThat(model.similarities(X.times(-17)).minus(model.similarities(X)).maxAbs()).isLessThan(ROUNDING);
    }

    @Test void samplesInsideTheSubspaceOfTheirClassHaveSimilarityOne() {
        SubspaceModel linear = Subspace.of(9).fit(X, LABELS), affine = Subspace.of(9).centered(true).fit(X.rows(0, 6), 0, 1, 2, 0, 1, 2);

        for (int i = 0; i < 6; i++) {
            assertThat(linear.similarities(X).get(i, LABELS[i])).isEqualTo(1, within(ROUNDING));
            assertThat(affine.similarities(X).get(i, LABELS[i])).isEqualTo(1, within(ROUNDING));
        }
        assertThat(affine.basis(0).rows()).as("two points make a line").isEqualTo(1);
    }

    @Test void learningMakesFewerErrorsOnWhatItLearnsFrom() {
        double before = Subspace.of(3).fit(HARD).evaluate(HARD).figure("accuracy");

        double after = LearningSubspace.of(3).epochs(20).fit(HARD).evaluate(HARD).figure("accuracy");

        assertThat(before).isLessThan(0.95);
        assertThat(after).isGreaterThan(before);
    }

    @Test void learningWithoutStepsIsThePlainMethod() {
        SubspaceModel learned = LearningSubspace.of(2).learn(0).forget(0).fit(X, LABELS), plain = Subspace.of(2).fit(X, LABELS);

        assertThat(learned.similarities(X).minus(plain.similarities(X)).maxAbs()).isLessThan(ROUNDING);
    }

    @Test void differencesWithoutCommonDirectionsKeepEverythingThatTheClassesSpan() {
        SubspaceModel plain = Subspace.of(2).fit(X, LABELS), difference = DifferenceSubspace.of(2).common(0).fit(X, LABELS);
        Matrix inside = X.times(projection(difference.content().matrix("projection")));

        assertThat(difference.similarities(X).minus(plain.similarities(inside)).maxAbs()).isLessThan(ROUNDING);
    }

    @Test void aDirectionThatAllClassesShareIsLeftOut() {
        Matrix shared = Matrix.of(4, 3, 9, 1, 0, -9, 1, 0, 9, 0, 1, -9, 0, 1);                       // x₀ is large in both classes, x₁ and x₂ tell them apart

        Matrix projection = DifferenceSubspace.of(2).fit(shared, 0, 0, 1, 1).content().matrix("projection");

        assertThat(projection.rows()).isEqualTo(2);
        assertThat(projection.column(0).maxAbs()).isLessThan(ROUNDING);
    }

    @Test void canonicalAnglesOfPlanesThatAreTurnedAgainstEachOther() {
        double angle = 0.3;
        Matrix u = Matrix.of(2, 4, 1, 0, 0, 0, 0, 1, 0, 0), v = Matrix.of(2, 4, 1, 0, 0, 0, 0, Math.cos(angle), Math.sin(angle), 0);

        CanonicalAngles angles = CanonicalAngles.between(u, v);

        assertThat(angles.angles()[0]).isEqualTo(0, within(1e-7));
        assertThat(angles.angles()[1]).isEqualTo(angle, within(ROUNDING));
        assertThat(angles.similarity(2)).isEqualTo((1 + Math.pow(Math.cos(angle), 2)) / 2, within(ROUNDING));
        assertThat(angles).hasToString("CanonicalAngles(2 angles, cosines 1.00 … 0.955)");
    }

    @Test void aSetIsNearestToTheClassItWasTakenFrom() {
        SubspaceModel model = Subspace.of(2).fit(X, LABELS);

        for (int c = 0; c < 3; c++) {
            double[] similarities = model.similaritiesOfSet(rowsOf(c), 2, 2);

            assertThat(similarities[c]).isEqualTo(1, within(ROUNDING));
            for (int other = 0; other < 3; other++) if (other != c) assertThat(similarities[other]).isLessThan(0.999);
        }
    }

    // ---- rejection, hard data

    @Test void whatIsFarFromEveryClassIsRejected() {
        SubspaceModel model = Subspace.of(1).rejectBelow(0.9).fit(Matrix.of(2, 3, 1, 0, 0, 0, 1, 0), 0, 1);
        Dataset near = LabelledRows.of(Matrix.of(3, 3, 2, 0.1, 0, 0, 0, 1, 1, 1, 0), 0, 1, 1);

        assertThat(model.predict(near).texts("class")).containsExactly("0", "(none)", "(none)");
        assertThat(model.predict(near).column("similarity")).containsExactly(new double[] {4 / 4.01, 0, 0.5}, within(ROUNDING));
        assertThat(model.evaluate(near).figures()).containsEntry("accuracy", 1 / 3.0).containsEntry("rejected", 2 / 3.0);
    }

    @Test void aSampleOfZerosIsNearToNothingAndEqualToAll() {
        SubspaceModel model = Subspace.of(2).fit(X, LABELS);

        assertThat(model.similarities(Matrix.zeros(1, 5)).maxAbs()).isZero();
        assertThat(model.probabilities(Matrix.zeros(1, 5)).toArray()).containsOnly(1 / 3.0);
    }

    @Test void aClassWithoutRowsOrOfZerosIsNeverNear() {
        SubspaceModel model = Subspace.of(2).fit(Matrix.of(3, 2, 1, 2, 0, 0, 3, 1), 0, 1, 3);

        assertThat(model.similarities(Matrix.of(1, 2, 1, 2)).toArray()).containsExactly(new double[] {1, 0, 0, 0.5}, within(ROUNDING));
    }

    @Test void refusesInASentence() {
        assertThatThrownBy(() -> Subspace.of(0)).hasMessageContaining("expected components ≥ 1, but got 0");
        assertThatThrownBy(() -> Subspace.of(2).rejectBelow(2)).hasMessage("Subspace: expected a similarity in 0 … 1 to reject below, but got 2.0");
        assertThatThrownBy(() -> Subspace.of(2).fit(X, LABELS).similarities(Matrix.zeros(1, 4))).hasMessage("Subspaces of 3 classes: 5 features: expected [n, 5], but got [1, 4]");
        assertThatThrownBy(() -> DifferenceSubspace.of(2).common(5).fit(X, LABELS)).isInstanceOf(DataException.class).hasMessageContaining("expected fewer common directions than the 5");
        assertThatThrownBy(() -> Subspace.of(2).fit(X, LABELS).evaluate(LabelledRows.of(X, new int[12]))).isInstanceOf(DataException.class).hasMessageContaining("expected the classes [0, 1, 2]");
        assertThatThrownBy(() -> LearningSubspace.of(2).epochs(0)).hasMessage("LearningSubspace: expected epochs ≥ 1, but got 0");
        assertThatThrownBy(() -> Subspace.of(2).fit(X, LABELS).similaritiesOfSet(Matrix.zeros(0, 5), 1, 1)).isInstanceOf(DataException.class).hasMessageContaining("expected at least one sample in a set");
    }

    @Test void allOfThemPredictTheSameAfterSavingAndLoading(@TempDir Path folder) {
        for (SubspaceModel model : new SubspaceModel[] {Subspace.of(2).rejectBelow(0.5).fit(X, LABELS), Subspace.withFidelity(0.9).centered(true).fit(X, LABELS),
                LearningSubspace.of(2).fit(X, LABELS), DifferenceSubspace.of(2).fit(X, LABELS)}) {
            model.save(folder.resolve("model.safetensors"));

            SubspaceModel loaded = (SubspaceModel) ModelRegistry.load().read(folder.resolve("model.safetensors"));

            assertThat(loaded.similarities(X)).isEqualTo(model.similarities(X));
            assertThat(loaded.content().settings()).isEqualTo(model.content().settings());
        }
    }

    // ---- samples

    private static final int[] LABELS = IntStream.range(0, 12).map(i -> i % 3).toArray();
    private static final Matrix X = Matrix.of(IntStream.range(0, 12).mapToObj(i -> towards(i, i % 3)).toArray(double[][]::new));

    /// Classes that overlap, because their subspaces were not made for telling them apart.
    private static final Dataset HARD = hard();

    private static double[] towards(int i, int c) {
        double[] row = Matrix.gaussian(1, 5, i).toArray();
        row[c] += 4;
        return row;
    }

    private static Dataset hard() {
        int n = 300;
        double[] values = Matrix.gaussian(n, 8, 5).toArray();
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i % 3;
            values[i * 8] += 6;                                                                      // common to all
            values[i * 8 + 1 + labels[i]] += 2;
        }
        return LabelledRows.of(Matrix.wrap(n, 8, values), labels);
    }

    @Test void noRowsSpanNothing() {
        assertThatThrownBy(() -> Subspace.of(2).fit(Matrix.zeros(0, 3))).isInstanceOf(DataException.class)
                .hasMessage("Subspace(components=2): expected rows of at least one class, but got no rows");
        assertThatThrownBy(() -> LearningSubspace.of(2).fit(Matrix.zeros(0, 3))).isInstanceOf(DataException.class)
                .hasMessageContaining("expected rows of at least one class, but got no rows");
    }

    private static Matrix rowsOf(int c) { return Matrix.of(IntStream.range(0, 12).filter(i -> LABELS[i] == c).mapToObj(i -> X.row(i).toArray()).toArray(double[][]::new)); }

    private static Matrix unit(Matrix x) { return Matrix.of(IntStream.range(0, x.rows()).mapToObj(i -> x.row(i).times(1 / x.row(i).norm()).toArray()).toArray(double[][]::new)); }

    private static Matrix projection(Matrix basis) { return basis.transpose().times(basis); }
}
