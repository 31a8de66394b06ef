package dev.lanewise.core.train;

import dev.lanewise.core.Seed;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.Optimizer;
import dev.lanewise.core.tensor.Forms;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.ConvergenceException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/// The loss of one step's samples and its gradients; observers look at it as the step that it belongs to.
final class StepLoss implements Optimizer.Objective, TrainingObserver.Step {

    private final BoundLayer bound;
    private final Loss loss;
    private final List<TrainingObserver> observers;
    private final DoubleFunction<ConvergenceException> divergence;
    private final Tape tape;
    private final Optimizer.Gradients gradients;
    private final Optional<FusedLoss> fused;

    private @Nullable Batch batch;
    private Seed seed = Seed.of(0);
    private boolean evaluated;
    private long number;
    private int epoch;
    private double value;
    private List<Tensor> inputs = List.of();
    private @Nullable Tensor target;
    private @Nullable Tensor output;
    private boolean stopped;

    /// @param fused what computes loss and gradients in the place of the tape
    /// @param divergence what to throw for a loss that is not finite
    StepLoss(BoundLayer bound, Loss loss, Optional<FusedLoss> fused, List<TrainingObserver> observers, DoubleFunction<ConvergenceException> divergence, Backend backend) {
        this.bound = bound;
        this.divergence = divergence;
        this.loss = loss;
        this.observers = observers;
        this.tape = Tape.training(backend);
        this.fused = fused;
        this.gradients = fused.isPresent() ? fused.get()::gradient : tape::gradient;
    }

    /// Takes up the samples of the next step.
    ///
    /// @param seed of the step's random operations
    void begin(Batch batch, long number, int epoch, Seed seed) {
        this.batch = batch;
        this.number = number;
        this.epoch = epoch;
        this.seed = seed;
        evaluated = false;
    }

    /// The loss and, where it is finite, its gradients. Observers hear of the first time, which is the only one unless the rule searches along a line.
    ///
    /// @throws ConvergenceException if the first loss of a step is not finite
    @Override public double evaluate() {
        if (fused.isPresent()) return evaluate(fused.get(), Objects.requireNonNull(batch));
        Tensor mean = forward(Objects.requireNonNull(batch));
        double value = mean.item();
        if (evaluated) {
            tape.backward(mean);
            return value;
        }
        evaluated = true;
        this.value = value;
        for (TrainingObserver observer : observers) observer.computed(this);
        if (!Double.isFinite(value)) throw divergence.apply(value);
        tape.backward(mean);
        for (TrainingObserver observer : observers) observer.differentiated(this);
        return value;
    }

    private double evaluate(FusedLoss fused, Batch batch) {
        double value = fused.evaluate(batch.inputs(0), batch.targets());
        if (evaluated) return value;
        if (!Double.isFinite(value)) throw divergence.apply(value);
        evaluated = true;
        this.value = value;
        return value;
    }

    private Tensor forward(Batch batch) {
        tape.reset(seed);
        inputs = batch.inputs(tape);
        target = batch.target(tape);
        output = bound.forward(inputs);
        if (batch.isMixed()) return loss.of(Forms.concatenate(0, List.of(output, output)), batch.bothTargets(tape), batch.bothWeights(tape));
        return batch.isWeighted() ? loss.of(output, target, batch.weights(tape)) : loss.of(output, target);
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
