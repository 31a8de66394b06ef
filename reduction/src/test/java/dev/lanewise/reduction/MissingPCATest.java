package dev.lanewise.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.linalg.ConvergenceException;
import dev.lanewise.linalg.Matrix;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MissingPCATest {

    /// Rows of two hidden numbers and a little noise.
    private static final Matrix X = Matrix.gaussian(120, 2, 7).times(Matrix.gaussian(2, 6, 8)).plus(Matrix.gaussian(120, 6, 9).times(0.1)).plus(Matrix.of(120, 1, ones()).times(Matrix.of(1, 6, 5, -3, 0, 1, 2, 40)));

    private static double[] ones() { return IntStream.range(0, 120).mapToDouble(_ -> 1).toArray(); }

    /// Every seventh number is missing.
    private static Matrix holed() { return Matrix.wrap(120, 6, IntStream.range(0, 720).mapToDouble(i -> i % 7 == 3 ? Double.NaN : X.get(i / 6, i % 6)).toArray()); }

    @Test void whereNothingIsMissingItIsPCA() {
        PCAModel expected = PCA.of(2).ddof(0).fit(X);

        MissingPCA.Model model = MissingPCA.of(2).fit(X);

        assertThat(model.pca().mean()).containsExactly(expected.mean(), within(1e-6));
        assertThat(model.pca().components().toArray()).containsExactly(expected.components().toArray(), within(1e-4));
        assertThat(model.pca().explainedVariance()).containsExactly(expected.explainedVariance(), within(1e-4));
        assertThat(model.pca().noiseVariance()).isEqualTo(expected.noiseVariance(), within(1e-6));
        assertThat(model.logLikelihood() / 120).isEqualTo(expected.probabilistic().score(X), within(1e-6));
        assertThat(model.fill(X)).isEqualTo(X);
    }

    @Test void missingNumbersAreGuessedToWithinTheNoise() {
        MissingPCA.Model model = MissingPCA.of(2).fit(holed());

        Matrix difference = model.fill(holed()).minus(X);

        int missing = (int) IntStream.range(0, 720).filter(i -> i % 7 == 3).count();
        assertThat(difference.norm() / Math.sqrt(missing)).isLessThan(0.25);                     // guesses by the mean are wrong by more than 1
        assertThat(model.pca().noiseVariance()).isEqualTo(0.01, within(0.003));
        assertThat(model.pca().reconstruct(X).minus(X).norm()).isLessThan(1.1 * PCA.of(2).fit(X).reconstruct(X).minus(X).norm());
    }

    @Test void moreStepsAreNeverLessProbable() {
        double few = MissingPCA.of(2).tolerance(1e-3).fit(holed()).logLikelihood(), many = MissingPCA.of(2).fit(holed()).logLikelihood();

        assertThat(many).isGreaterThan(few);
    }

    @Test void aRowWithoutNumbersIsGuessedByTheMean() {
        Matrix x = Matrix.of(5, 3, 1, 2, 4, 2, 4, 8.5, 3, 6.5, 12, Double.NaN, Double.NaN, Double.NaN, 4, 8, 15.5);
        MissingPCA.Model model = MissingPCA.of(1).tolerance(1e-8).fit(x);

        assertThat(model.fill(x).row(3).toArray()).containsExactly(model.pca().mean(), within(1e-12));
    }

    @Test void aDistantMeanCostsNoDigits() {
        Matrix far = X.map(value -> value + 1e7);

        assertThat(MissingPCA.of(2).fit(far).pca().noiseVariance()).isEqualTo(MissingPCA.of(2).fit(X).pca().noiseVariance(), within(1e-7));
        assertThat(MissingPCA.of(2).fit(far).pca().mean()).containsExactly(PCA.of(2).fit(far).mean(), within(1e-6));
    }

    @Test void anInfinityIsNotFilledAround() {
        assertThatThrownBy(() -> MissingPCA.of(2).fit(X).fill(Matrix.of(1, 6, 1, Double.NaN, Double.NEGATIVE_INFINITY, 1, 2, 3))).isInstanceOf(DataException.class)
                .hasMessage("MissingPCA.fill: expected finite numbers or NaN, but row 0, column 2 has -Infinity");
    }

    @Test void whatCannotBeFittedIsNamed() {
        Matrix empty = Matrix.of(2, 2, 1, Double.NaN, 2, Double.NaN), infinite = Matrix.of(1, 2, 1, Double.POSITIVE_INFINITY);

        assertThatThrownBy(() -> MissingPCA.of(1).fit(empty)).isInstanceOf(DataException.class)
                .hasMessage("MissingPCA: expected numbers in every column, but column 1 has none. Drop it");
        assertThatThrownBy(() -> MissingPCA.of(1).fit(infinite)).hasMessage("MissingPCA: expected finite numbers or NaN, but row 0, column 1 has Infinity");
        assertThatThrownBy(() -> MissingPCA.of(2).fit(Matrix.zeros(3, 2))).hasMessage("MissingPCA: expected fewer components than the 2 features, but got 2");
        assertThatThrownBy(() -> MissingPCA.of(1).fit(Matrix.of(2, 2, 1, 2, 1, 2))).hasMessageContaining("expected numbers that vary");
        assertThatThrownBy(() -> MissingPCA.of(2).iterations(2).fit(holed())).isInstanceOf(ConvergenceException.class)
                .hasMessage("MissingPCA: expected the likelihood to settle within 2 steps, but it still changes by more than 1.0E-10. Allow more iterations or a larger tolerance");
    }
}
