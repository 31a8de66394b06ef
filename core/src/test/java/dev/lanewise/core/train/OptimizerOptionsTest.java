package dev.lanewise.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.optim.Accumulated;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.optim.AdamW;
import dev.lanewise.core.optim.Averaged;
import dev.lanewise.core.optim.Clipped;
import dev.lanewise.core.optim.DecoupledDecay;
import dev.lanewise.core.optim.Optimizer;
import dev.lanewise.core.optim.Optimizers;
import dev.lanewise.core.optim.Penalized;
import dev.lanewise.core.optim.RMSprop;
import dev.lanewise.core.optim.SGD;
import dev.lanewise.core.schedule.Cosine;
import dev.lanewise.core.schedule.Schedule;
import dev.lanewise.core.schedule.Span;
import dev.lanewise.core.schedule.StepDecay;
import dev.lanewise.core.schedule.Warmup;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptimizerOptionsTest {

    private static Optimizer optimizer(String json) { return OptimizerOptions.optimizer(Options.parseJson(json, "train.json")); }

    private static Schedule schedule(String json) { return OptimizerOptions.schedule(Options.parseJson(json, "train.json")); }

    @Test void namesHaveTheirUsualLearningRate() {
        assertThat(optimizer("{}")).isEqualTo(Adam.of(1e-3));
        assertThat(optimizer("{\"optimizer\": \"momentum\"}")).isEqualTo(SGD.of(0.01).momentum(0.9));
        assertThat(optimizer("{\"optimizer\": \"adamw\", \"learning-rate\": 0.1}")).isEqualTo(AdamW.of(0.1));
        assertThat(Optimizers.rules()).allSatisfy(name -> assertThat(optimizer("{\"optimizer\": \"" + name + "\"}")).isNotNull());
    }

    @Test void aDescriptionMayStandForTheName() {
        assertThat(optimizer("{\"optimizer\": {\"optimizer\": \"rmsprop\", \"momentum\": 0.9}}")).isEqualTo(RMSprop.of(0.01).momentum(0.9));
        assertThat(schedule("{\"schedule\": {\"schedule\": \"step\", \"every\": \"10 epochs\"}}")).isEqualTo(StepDecay.every(Span.epochs(10)));
    }

    @Test void whatIsPutAroundTheRuleHasAnOrder() {
        Optimizer expected = Averaged.exponential(Accumulated.of(new Penalized(Clipped.byGlobalNorm(Clipped.byValue(
                DecoupledDecay.of(SGD.of(0.01), 0.1).except("*bias", "*gain"), 5), 1), 0, 0.01, List.of("*bias", "*gain")), 4), 0.99);

        assertThat(optimizer("{\"optimizer\": \"sgd\", \"weight-decay\": 0.1, \"clip-value\": 5, \"clip-norm\": 1, \"l2\": 0.01, \"accumulate\": 4, \"ema\": 0.99}")).isEqualTo(expected);
    }

    @Test void schedulesAndWarmUp() {
        assertThat(schedule("{}")).isEqualTo(Schedule.constant());
        assertThat(schedule("{\"schedule\": \"cosine\", \"warmup\": \"5 %\"}")).isEqualTo(Warmup.of(Span.share(0.05), Cosine.of()));
        assertThat(schedule("{\"warmup\": 100}")).isEqualTo(Warmup.of(Span.steps(100), Schedule.constant()));
    }

    @Test void whatDoesNotFitGetsASentence() {
        assertThatThrownBy(() -> optimizer("{\"optimizer\": \"adm\"}")).isInstanceOf(DataException.class)
                .hasMessageStartingWith("No optimizer is named 'adm'. There are: adadelta, ").hasMessageEndingWith("Did you mean 'adam'?");
        assertThatThrownBy(() -> optimizer("{\"optimizer\": \"lbfgs\", \"weight-decay\": 0.1}"))
                .hasMessage("train.json: expected a rule whose weights can decay for 'weight-decay', but got LBFGS[history=10, evaluations=25]. Say 'l2' instead");
        assertThatThrownBy(() -> optimizer("{\"optimizer\": {\"optimizer\": \"sgd\"}, \"learning-rate\": 1}"))
                .hasMessage("train.json: expected 'learningRate' in the description of 'optimizer', but got 'learning-rate' beside it");
        assertThatThrownBy(() -> schedule("{\"schedule\": \"cosin\"}")).hasMessageStartingWith("No schedule is named 'cosin'.");
    }
}
