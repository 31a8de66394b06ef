package dev.lanewise.core.doctor;

import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.core.tensor.Witness;
import dev.lanewise.core.train.TrainingObserver.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs a step again and looks at every number between its operations: the first one that is not finite tells where it went wrong.
final class FaultFinder implements Witness {

    /// An operation that may have to answer for its result.
    private record Operation(String where, String name, List<Tensor> operands) { }

    private final Anatomy anatomy;
    private final Step step;
    private final Deque<String> paths = new ArrayDeque<>();
    private final Map<float[], Operation> operations = new IdentityHashMap<>();
    private Optional<Fault> fault = Optional.empty();
    private boolean isForwardDone;
    private boolean isGradientFinite;

    private FaultFinder(Anatomy anatomy, Step step) {
        this.anatomy = anatomy;
        this.step = step;
    }

    /// The first fault of a step whose loss or gradients are not finite, empty if there is none any more.
    static Optional<Fault> find(Anatomy anatomy, BoundLayer bound, Loss loss, Step step) {
        FaultFinder finder = new FaultFinder(anatomy, step);
        RunningStatistics statistics = RunningStatistics.of(bound);
        try {
            finder.lookAtData();
            for (Weight weight : bound.weights()) finder.look(weight.name(), "", weight.values(), weight.shape().size());
            if (finder.fault.isEmpty()) finder.runAgain(bound, loss);
            return finder.fault;
        } finally {
            statistics.restore();
        }
    }

    private void lookAtData() {
        for (int i = 0; i < step.inputs().size(); i++) look("input " + (i + 1), "", step.inputs().get(i).data(), step.inputs().get(i).size());
        look("target", "", step.target().data(), step.target().size());
    }

    private void runAgain(BoundLayer bound, Loss loss) {
        Tape tape = Tape.training(step.tape().backend()).watchedBy(this);
        tape.reset(step.tape().seed());
        Tensor output = bound.forward(step.inputs().stream().map(input -> tape.constant(input.shape(), input.data())).toList());
        isForwardDone = true;
        Tensor cost = loss.of(output, tape.constant(step.target().shape(), step.target().data()));
        if (fault.isEmpty() && cost.isTracked()) tape.backward(cost);
    }

    private void look(String where, String operation, float[] values, int n) {
        for (int i = 0; i < n && fault.isEmpty(); i++) {
            if (!Float.isFinite(values[i])) fault = Optional.of(new Fault(step.number(), where, operation, values[i], step.loss()));
        }
    }

    private static boolean isFinite(float[] values, int n) {
        for (int i = 0; i < n; i++) if (!Float.isFinite(values[i])) return false;
        return true;
    }

    // ---- as a witness

    @Override public void entered(int part) { paths.push(Anatomy.below(paths.isEmpty() ? "" : paths.peek(), part)); }

    @Override public void left(Tensor output) { paths.pop(); }

    @Override public void begun(Tensor result, List<Tensor> operands) {
        String where = isForwardDone ? "loss" : anatomy.at(paths.isEmpty() ? "" : paths.peek()).toString();
        operations.put(result.data(), new Operation(where, OperationName.ofCaller(), operands));
    }

    @Override public void computed(Tensor result) {
        Operation operation = operations.get(result.data());
        if (operation != null) look(operation.where, operation.name, result.data(), result.size());
    }

    @Override public void gradient(Tensor result) { isGradientFinite = isFinite(result.gradient(), result.size()); }

    @Override public void differentiated(Tensor result) {
        Operation operation = operations.get(result.data());
        if (operation == null || !isGradientFinite) return;
        for (Tensor operand : operation.operands) {
            if (operand.isTracked()) look(operation.where, operation.name + " backward", operand.gradient(), operand.size());
        }
    }
}
