package dev.lanewise.core.train;

import dev.lanewise.core.Seed;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.Optimizer;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The loss of one step's samples and its gradients; observers look at it as the step that it belongs to.
final class StepLoss implements TrainingObserver.Step {

    private final BoundLayer bound;
    private final Loss loss;
    private final List<TrainingObserver> observers;
    private final Tape tape;
    private final Optimizer.Gradients gradients;

    private long number;
    private int epoch;
    private double value;
    private List<Tensor> inputs = List.of();
    private @Nullable Tensor target;
    private @Nullable Tensor output;
    private boolean stopped;

    StepLoss(BoundLayer bound, Loss loss, List<TrainingObserver> observers, Backend backend) {
        this.bound = bound;
        this.loss = loss;
        this.observers = observers;
        this.tape = Tape.training(backend);
        this.gradients = tape::gradient;
    }

    /// Takes the loss of these samples and, where it is finite, its gradients.
    ///
    /// @param seed of the step's random operations
    double evaluate(Batch batch, long number, int epoch, Seed seed) {
        this.number = number;
        this.epoch = epoch;
        tape.reset(seed);
        inputs = batch.inputs(tape);
        target = batch.target(tape);
        output = bound.forward(inputs);
        Tensor mean = loss.of(output, target);
        value = mean.item();
        for (TrainingObserver observer : observers) observer.computed(this);
        if (!Double.isFinite(value)) return value;
        tape.backward(mean);
        for (TrainingObserver observer : observers) observer.differentiated(this);
        return value;
    }

    void stepped() {
        for (TrainingObserver observer : observers) observer.stepped(this);
    }

    boolean isStopped() { return stopped; }

    @Override public long number() { return number; }

    @Override public int epoch() { return epoch; }

    @Override public double loss() { return value; }

    @Override public List<Tensor> inputs() { return inputs; }

    @Override public Tensor target() { return Objects.requireNonNull(target); }

    @Override public Tensor output() { return Objects.requireNonNull(output); }

    @Override public Tape tape() { return tape; }

    @Override public Optimizer.Gradients gradients() { return gradients; }

    @Override public void stop() { stopped = true; }
}
