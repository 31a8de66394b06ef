package dev.lanewise.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.model.Reducer;
import dev.lanewise.linalg.Matrix;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every reducer can tell of its coordinates, against what these reducers tell of theirs.
class ReducerTest {

    private static final Matrix X = Matrix.gaussian(40, 5, 7).times(Matrix.diagonal(5, 4, 3, 2, 1)).plus(Matrix.of(40, 5, IntStream.range(0, 200).mapToDouble(i -> i % 5).toArray()));
    private static final double TOLERANCE = 1e-12;

    @Test void stepsOfPcaAreItsAxes() {
        PCAModel pca = PCA.of(3).fit(X);

        assertThat(pca.steps().minus(pca.components()).maxAbs()).isLessThan(TOLERANCE);
    }

    @Test void stepsOfWhitenedPcaAreOneDeviationLong() {
        PCAModel pca = PCA.of(3).whiten(true).fit(X);

        for (int i = 0; i < 3; i++) assertThat(pca.steps().row(i).norm()).isCloseTo(Math.sqrt(pca.explainedVariance()[i]), within(TOLERANCE));
    }

    @Test void stepsOfLdaRaiseOneCoordinateByOne() {
        int[] labels = IntStream.range(0, 40).map(i -> i % 3).toArray();
        LDAModel lda = LDA.standard().fit(X, labels);

        Matrix raised = lda.transform(lda.inverseTransform(Matrix.zeros(2, 2)).plus(lda.steps()));

        assertThat(raised.minus(Matrix.identity(2)).maxAbs()).isLessThan(1e-10);
    }

    @Test void theFirstCoordinatesReconstructAsAModelWithNoOthers() {
        for (PCA pca : new PCA[] {PCA.all(), PCA.all().whiten(true)}) {
            Reducer all = pca.fit(X);

            for (int k = 1; k <= 5; k++) assertThat(all.reconstruct(X, k).minus(PCA.of(k).fit(X).reconstruct(X)).maxAbs()).isLessThan(TOLERANCE);
        }
    }

    @Test void allCoordinatesReconstructTheSamples() { assertThat(PCA.all().fit(X).reconstruct(X, 5).minus(X).maxAbs()).isLessThan(TOLERANCE); }

    @Test void moreCoordinatesThanThereAreAreRefused() {
        Reducer pca = PCA.of(2).fit(X);

        for (int k : new int[] {0, 3}) {
            assertThatThrownBy(() -> pca.reconstruct(X, k)).isInstanceOf(IllegalArgumentException.class).hasMessageEndingWith(".reconstruct: expected 1 … 2 coordinates, but got " + k);
        }
    }

    @Test void sharesAreThoseOfAllAxesAlsoWhereFewAreKept() {
        double[] all = PCA.all().fit(X).explainedVarianceRatio();

        assertThat(PCA.of(2).fit(X).shares()).containsExactly(all, within(TOLERANCE));
        assertThat(KLTransform.of(KLTransform.Moment.COVARIANCE).keep(2).fit(X).shares()).containsExactly(all, within(TOLERANCE));
        assertThat(Arrays.stream(all).sum()).isCloseTo(1, within(TOLERANCE));
        assertThat(PCA.of(1).fit(Matrix.zeros(4, 2)).shares()).containsOnly(0);
    }

    @Test void reducersWithoutSharesHaveNone() {
        assertThat(RandomProjection.of(2).fit(X).shares()).isEmpty();
    }
}
