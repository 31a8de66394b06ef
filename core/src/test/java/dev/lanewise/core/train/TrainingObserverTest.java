package dev.lanewise.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.SGD;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingObserverTest {

    private static final Sequential NETWORK = Sequential.of(Input.of(1), Projection.of(1));
    private final Samples line = Samples.numbers(new float[][] {{0}, {1}, {2}, {3}, {4}}, 1, 3, 5, 7, 9);
    private final Trainer trainer = Trainer.of(SGD.of(0.01), Loss.meanSquaredError()).batchSize(2).epochs(2);

    @Test void everythingIsHeardInItsOrder() {
        List<String> heard = new ArrayList<>();

        trainer.validateOn(0.2).observe(new Diary(heard)).fit(NETWORK, line);

        assertThat(heard).containsExactly("started with 4 and 1, 0 before", "computed 1 in 1 of 2", "differentiated 1", "stepped 1", "computed 2 in 1 of 2", "differentiated 2",
                "stepped 2", "epoch 1", "computed 3 in 2 of 2", "differentiated 3", "stepped 3", "computed 4 in 2 of 2", "differentiated 4", "stepped 4", "epoch 2", "finished after 2");
    }

    private record Diary(List<String> heard) implements TrainingObserver {

        @Override public void started(Start start) {
            heard.add("started with " + start.training().size() + " and " + start.validation().size() + ", " + start.history().epochs().size() + " before");
        }

        @Override public void computed(Step step) {
            heard.add("computed " + step.number() + " in " + step.epoch() + " of " + step.output().shape().extent(0));
        }

        @Override public void differentiated(Step step) { heard.add("differentiated " + step.number()); }

        @Override public void stepped(Step step) { heard.add("stepped " + step.number()); }

        @Override public void epochEnded(History history) { heard.add("epoch " + history.epochs().getLast().number()); }

        @Override public void finished(History history) { heard.add("finished after " + history.epochs().size()); }
    }

    @Test void gradientsAreThoseOfTheLoss() {
        List<Float> slopes = new ArrayList<>();
        var start = new ArrayList<TrainingObserver.Start>();

        trainer.batchSize(5).epochs(1).observe(new TrainingObserver() {
            @Override public void started(Start begin) { start.add(begin); }

            @Override public void differentiated(Step step) {
                var bias = start.getFirst().bound().weights().getLast();
                slopes.add(step.gradients().of(bias)[0]);
            }

            @Override public void computed(Step step) {
                double mean = 0;
                for (int i = 0; i < 5; i++) mean += 2 * (step.output().data()[i] - step.target().data()[i]) / 5;
                slopes.add((float) mean);
            }
        }).fit(NETWORK, line);

        assertThat(slopes.getLast()).isCloseTo(slopes.getFirst(), org.assertj.core.api.Assertions.within(1e-5f));
    }

    @Test void anObserverCanEndTheTraining() {
        TrainedNetwork trained = trainer.epochs(100).observe(new TrainingObserver() {
            @Override public void stepped(Step step) {
                if (step.number() == 4) step.stop();
            }
        }).fit(NETWORK, line);

        assertThat(trained.history().epochs()).extracting(History.Epoch::number).as("the second epoch has three steps").containsExactly(1);
    }

    @Test void whoeverOnlyLooksChangesNothing() {
        TrainedNetwork alone = trainer.fit(NETWORK, line), watched = trainer.observe(new Diary(new ArrayList<>())).fit(NETWORK, line);

        assertThat(watched.predict(dev.lanewise.core.tensor.Tensor.of(dev.lanewise.core.Shape.of(1, 1), 2)).item())
                .isEqualTo(alone.predict(dev.lanewise.core.tensor.Tensor.of(dev.lanewise.core.Shape.of(1, 1), 2)).item());
    }
}
