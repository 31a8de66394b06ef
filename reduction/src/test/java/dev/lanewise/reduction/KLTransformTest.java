package dev.lanewise.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Students;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.data.TableDataset;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.linalg.SymmetricEigen;
import dev.lanewise.reduction.KLTransform.Formulation;
import dev.lanewise.reduction.KLTransform.Moment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KLTransformTest {

    private static final Offset<Double> ROUNDING = within(1e-9);

    private static final Matrix STUDENTS = Students.table().toMatrix();

    // ---- the outside world

    @ParameterizedTest(name = "{0} of 3 axes lose {1}")
    @CsvSource({"3, 0", "2, 3.5975", "1, 34.2121"})
    void droppedAxesLoseTheirEigenvalues(int components, double loss) {
        for (Formulation formulation : Formulation.values()) {
            KLModel model = KLTransform.of(Moment.COVARIANCE).keep(components).formulation(formulation).fit(STUDENTS);

            double lost = STUDENTS.minus(model.inverseTransform(model.transform(STUDENTS))).norm();
            assertThat(model.loss()).isEqualTo(loss, within(5e-5));
            assertThat(lost * lost / 30).isEqualTo(loss, within(5e-5));
            assertThat(model.gain() + model.loss()).isEqualTo(60.45 + 68.49 + 53.61, ROUNDING);
        }
    }

    @Test void correlationsOfTheStudentsHaveTheirKnownEigenvalues() {
        assertThat(KLTransform.of(Moment.CORRELATION).fit(STUDENTS).eigenvalues()).containsExactly(new double[] {2.459548, 0.477821, 0.062631}, within(5e-7));
    }

    // ---- special cases

    @Test void ofTheCovarianceItIsPCA() {
        KLModel general = KLTransform.of(Moment.COVARIANCE).ddof(1).keep(2).fit(STUDENTS);
        PCAModel pca = PCA.of(2).fit(STUDENTS);

        assertThat(general.components()).isEqualTo(pca.components());
        assertThat(general.eigenvalues()).containsExactly(pca.explainedVariance(), ROUNDING);
        assertThat(general.transform(STUDENTS)).isEqualTo(pca.transform(STUDENTS));
    }

    @Test void ofTheCorrelationItIsPCAOfStandardizedFeatures() {
        KLModel general = KLTransform.of(Moment.CORRELATION).ddof(1).keep(2).fit(STUDENTS);
        PCAModel pca = PCA.of(2).correlation(true).fit(STUDENTS);

        assertThat(general.components().toArray()).containsExactly(pca.components().toArray(), ROUNDING);
        assertThat(general.transform(STUDENTS).toArray()).containsExactly(pca.transform(STUDENTS).toArray(), ROUNDING);
    }

    @Test void ofTheAutocorrelationItIsTheSubspaceOfRawRows() {
        KLModel model = KLTransform.of(Moment.AUTOCORRELATION).fit(STUDENTS);

        SymmetricEigen expected = SymmetricEigen.of(STUDENTS.transposeTimes(STUDENTS).times(1.0 / 30));
        assertThat(model.eigenvalues()).containsExactly(expected.values(), within(1e-8));
        assertThat(model.components().toArray()).containsExactly(expected.vectors().transpose().toArray(), ROUNDING);
        assertThat(model.mean()).containsExactly(0, 0, 0);
        assertThat(model.transform(STUDENTS).toArray()).containsExactly(STUDENTS.times(expected.vectors()).toArray(), within(1e-8));
    }

    /// Fisher's criterion in the space that the within-class scatter whitens: the eigenvectors of `S_W⁻¹ S_B`.
    @Test void ofTheWhitenedBetweenClassScatterItIsTheLinearDiscriminant() {
        ClassMoments classes = ClassMoments.of(labelledRows(), labels());
        SymmetricEigen within = SymmetricEigen.of(classes.within());
        Matrix whitening = within.vectors().times(Matrix.diagonal(Arrays.stream(within.values()).map(value -> 1 / Math.sqrt(value)).toArray()));

        KLModel model = KLTransform.of(Moment.BETWEEN_CLASS).keep(2).fitMoment(new double[4], whitening.transposeTimes(classes.between()).times(whitening), 90);

        Matrix directions = whitening.times(model.components().transpose());
        Matrix left = classes.between().times(directions), right = classes.within().times(directions).times(Matrix.diagonal(model.eigenvalues()));
        assertThat(left.toArray()).containsExactly(right.toArray(), within(1e-8));
    }

    @Test void momentsOfClassesAreTheirScatters() {
        ClassMoments classes = ClassMoments.of(labelledRows(), labels());

        KLModel within = KLTransform.of(Moment.WITHIN_CLASS).fit(classes), between = KLTransform.of(Moment.BETWEEN_CLASS).fit(classes), fromData = KLTransform.of(Moment.WITHIN_CLASS).fit(data(), Run.standard());

        assertThat(within.eigenvalues()).containsExactly(SymmetricEigen.of(classes.within().times(1.0 / 90)).values(), ROUNDING);
        assertThat(between.eigenvalues()[2]).isEqualTo(0, ROUNDING);                             // three classes span a plane
        assertThat(fromData.components().toArray()).containsExactly(within.components().toArray(), ROUNDING);
        assertThat(fromData.mean()).containsExactly(classes.total().mean(), ROUNDING);
    }

    private static Matrix labelledRows() {
        double[] rows = Matrix.gaussian(90, 4, 7).toArray();
        for (int i = 0; i < 90; i++) rows[4 * i + labels()[i]] += 3;
        return Matrix.wrap(90, 4, rows);
    }

    private static int[] labels() { return IntStream.range(0, 90).map(i -> i % 3).toArray(); }

    private static Dataset data() {
        Table table = Table.of(labelledRows(), "a", "b", "c", "d").with("class", Arrays.stream(labels()).mapToObj(i -> "class" + i).toList());
        return TableDataset.of(table, "class");
    }

    // ---- identities

    @ParameterizedTest
    @EnumSource(value = Moment.class, names = {"COVARIANCE", "CORRELATION", "AUTOCORRELATION"})
    void bothFormulationsGiveTheSameSpace(Moment moment) {
        Matrix x = Matrix.gaussian(60, 6, 7).times(Matrix.gaussian(6, 6, 8));
        KLTransform transform = KLTransform.of(moment).keep(3);

        KLModel most = transform.fit(x), least = transform.formulation(Formulation.MIN_ERROR).fit(x);

        assertThat(projector(least).toArray()).containsExactly(projector(most).toArray(), ROUNDING);
        assertThat(least.loss()).isEqualTo(most.loss(), ROUNDING);
        assertThat(least.eigenvalues()).containsExactly(most.eigenvalues(), ROUNDING);
    }

    private static Matrix projector(KLModel model) { return model.components().transposeTimes(model.components()); }

    @Test void rowsCanBeTakenAroundTheMeanOrNot() {
        KLModel raw = KLTransform.of(Moment.COVARIANCE).centred(false).fit(STUDENTS), centred = KLTransform.of(Moment.COVARIANCE).fit(STUDENTS);
        Matrix offset = Matrix.of(1, 3, centred.mean()).timesTransposed(centred.components());

        assertThat(raw.transform(STUDENTS.row(4)).minus(offset).toArray()).containsExactly(centred.transform(STUDENTS.row(4)).toArray(), ROUNDING);
    }

    // ---- the file

    @Test void aSavedModelComesBackTheSame(@TempDir Path directory) {
        for (KLTransform transform : List.of(KLTransform.of(Moment.COVARIANCE), KLTransform.of(Moment.CORRELATION).keep(2).ddof(1),
                KLTransform.of(Moment.AUTOCORRELATION).keep(Keep.variance(0.9)).formulation(Formulation.MIN_ERROR), KLTransform.of(Moment.WITHIN_CLASS).keep(Keep.kaiser()).centred(false))) {
            KLModel model = transform.fit(data(), Run.standard());
            model.save(directory.resolve("kl.safetensors"));

            KLModel loaded = (KLModel) ModelRegistry.load().read(directory.resolve("kl.safetensors"));
            assertThat(loaded.predict(data(), Run.standard()).toMatrix()).isEqualTo(model.predict(data(), Run.standard()).toMatrix());
            assertThat(loaded).hasToString(model.toString());
            assertThat(ModelRegistry.load().create("kl-transform", model.content().settings())).isEqualTo(transform);
        }
    }

    // ---- complaints

    @Test void classesAreMissedWhereTheyAreNeeded() {
        assertThatThrownBy(() -> KLTransform.of(Moment.WITHIN_CLASS).fit(STUDENTS)).isInstanceOf(DataException.class)
                .hasMessage("KLTransform(within-class, components=all): expected rows with classes, but got none. Use data whose target is a class, or ClassMoments");
        assertThatThrownBy(() -> KLTransform.of(Moment.COVARIANCE).ddof(1).fit(STUDENTS.row(0)))
                .hasMessage("KLTransform(covariance, components=all, ddof=1): expected at least 2 rows, but got 1");
        assertThatThrownBy(() -> KLTransform.of(Moment.COVARIANCE).keep(4).fit(STUDENTS))
                .hasMessage("KLTransform(covariance, components=4): expected at most 3 components, but got 4");
        assertThatThrownBy(() -> KLTransform.of(Moment.COVARIANCE).fit(STUDENTS).transform(Matrix.zeros(1, 2)))
                .hasMessage("KLTransform(covariance, components=all).transform: expected [n, 3], the width it was fitted on, but got [1, 2]");
    }
}
