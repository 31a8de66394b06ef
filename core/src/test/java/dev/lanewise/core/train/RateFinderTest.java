package dev.lanewise.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Run;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.SGD;
import dev.lanewise.linalg.ConvergenceException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RateFinderTest {

    /// The loss is `(w − 1)² + b²`: gradient descent converges below a rate of 1 and diverges above.
    private static final Samples LINE = Samples.numbers(new float[][] {{1}, {-1}}, 1, -1);
    private static final Sequential NETWORK = Sequential.of(Input.of(1), Projection.of(1));
    private final Trainer trainer = Trainer.of(SGD.of(1), Loss.meanSquaredError()).batchSize(2).scaling(Scaling.Kind.NONE);

    private RateCurve curve(RateFinder finder) { return finder.curve(trainer, NETWORK, LINE, Run.standard()); }

    @Test void ratesGrowInEqualRatios() {
        RateCurve curve = curve(new RateFinder(1e-4, 1e-2, 5));

        double[] rates = curve.table().column("rate");
        assertThat(rates).hasSize(5);
        assertThat(rates[0]).isEqualTo(1e-4);
        assertThat(rates[2]).isCloseTo(1e-3, within(1e-12));
        assertThat(rates[4]).isCloseTo(1e-2, within(1e-12));
    }

    @Test void theSuggestedRateLearnsAndDoesNotDiverge() {
        RateCurve curve = curve(RateFinder.standard());

        assertThat(curve.suggested()).isBetween(1e-3, 0.5);
        Trainer chosen = Trainer.of(SGD.of(curve.suggested()), Loss.meanSquaredError()).batchSize(2).scaling(Scaling.Kind.NONE).epochs(300);
        assertThat(chosen.fit(NETWORK, LINE).history().epochs().getLast().loss()).isLessThan(0.3);
    }

    @Test void logsAndObserversOfTheTrainerAreLeftAlone(@TempDir Path folder) {
        Path log = folder.resolve("log.csv");
        RateFinder.standard().curve(trainer.log(log), NETWORK, LINE, Run.standard());

        assertThat(log).doesNotExist();
    }

    @Test void itEndsWhereTheLossGrows() {
        Samples noisy = Samples.numbers(new float[][] {{1}, {-1}, {1}, {-1}}, 1, -1, 3, 1);
        RateCurve curve = new RateFinder(1e-3, 1e6, 200).curve(trainer.batchSize(1), NETWORK, noisy, Run.standard());

        assertThat(curve.points().size()).isBetween(10, 190);
        assertThat(curve.points()).allSatisfy(point -> assertThat(point.smooth()).isFinite());
        assertThat(curve.points().getLast().rate()).isBetween(0.5, 1e3);
    }

    @Test void theSmoothLossHasNoBiasAtItsBeginning() {
        RateCurve curve = curve(new RateFinder(1e-9, 1e-8, 20));                 // too small to change anything

        assertThat(curve.points()).allSatisfy(point -> assertThat(point.smooth()).isCloseTo(point.loss(), within(1e-5)));
    }

    @Test void whatIsNotTheRatesFaultIsAnError() {
        Samples broken = Samples.numbers(new float[][] {{Float.NaN}}, 1);

        assertThatThrownBy(() -> RateFinder.standard().curve(trainer, NETWORK, broken, Run.standard())).isInstanceOf(ConvergenceException.class);
        assertThatThrownBy(() -> new RateFinder(1, 1, 9)).hasMessage("RateFinder: expected 0 < lowest < highest, but got 1.0 and 1.0");
        assertThatThrownBy(() -> new RateFinder(1, 2, 1)).hasMessage("RateFinder: expected steps ≥ 2, but got 1");
    }
}
