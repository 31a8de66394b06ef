package dev.lanewise.nn.dense;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Datasets;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.optim.Penalized;
import dev.lanewise.core.train.History;
import dev.lanewise.core.train.Stopping;
import dev.lanewise.core.train.Trainer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MLPTest {

    private final Dataset digits = Datasets.open("digits", "").train().rows(IntStream.range(0, 100).toArray());

    @Test void theStandardIsScikitLearns() {
        Trainer trainer = MLP.standard().trainer(digits.schema());

        assertThat(trainer.optimizer()).isEqualTo(new Penalized(Adam.of(1e-3), 0, 2.5e-7, List.of("*bias", "*gain")));
        assertThat(trainer.safeguards().stopping()).contains(new Stopping("loss", 10, 1e-4, false));
    }

    @Test void itEndsWhereTheValidationGetsNoBetterWithTheBestWeights() {
        History history = MLP.of(32).learningRate(0.02).epochs(200).stopEarly(0.3, 3).fit(digits, Run.standard()).history();

        int best = history.best("validation-loss").orElseThrow().number();
        assertThat(history.epochs()).hasSize(best + 3).hasSizeLessThan(200);
    }

    @Test void aPenaltyKeepsWeightsSmall() {
        assertThat(squares(0.1)).isPositive().isLessThan(squares(1e-9) / 2);
    }

    private double squares(double l2) { return MLP.of(8).l2(l2).learningRate(0.01).epochs(20).fit(digits).history().epochs().getLast().figure("penalty") / l2; }
}
