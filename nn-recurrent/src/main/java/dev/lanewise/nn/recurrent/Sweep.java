package dev.lanewise.nn.recurrent;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.ColumnSums;
import dev.lanewise.core.tensor.Dropouts;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ElementFunction;
import dev.lanewise.linalg.kernel.ElementKernels;
import dev.lanewise.linalg.kernel.RangeTask;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A whole sequence of steps of a [Recurrent] layer as a single operation on the tape.
///
/// Forward, the input projection of all steps is one product; then the layer's [Cell] takes step after step. Backward, with `dz[t]` the gradients
/// of the projected inputs:
///
/// | gradient                                               | how                                                |
/// |--------------------------------------------------------|----------------------------------------------------|
/// | of the states, `dh[t] = dy[t] + …`, and from it `dz[t]` | the cell's gradient for each step                  |
/// | `dWeight = Σ x[t]ᵀ · dz[t]`, `dx[t] = dz[t] · weightᵀ` | one product each over all steps                    |
/// | `dRecurrent = Σ h[t−1]ᵀ · dz[t]`                       | the cell's [RecurrentProduct], once over all steps |
/// | `dBias = Σ dz[t]`                                      | sums of columns                                    |
///
/// Everything inside is sorted by step ([Steps]), so that a step is one block of rows and the products over all steps gather nothing.
final class Sweep {

    /// Below this many numbers another thread costs more than it brings.
    static final int GRAIN = 1 << 12;

    final BoundRecurrent bound;
    final Tape tape;
    final Backend backend;
    final Steps steps;
    final int batch;
    final int width;                                // of the projected inputs
    final float[] gates;                            // [rows, width]: projected inputs, then what the cell makes of them, then their gradients
    final float[][] states;                         // [batch + rows, width of the state]
    final float @Nullable [] dropped;               // [batch, width of h]: what recurrent dropout multiplies h by
    final boolean fromZero;

    private final Tensor x;
    private final List<Tensor> given;
    private final Tensor[] weights;
    private final int features;
    private final float[] inputs;                   // [rows, features]
    private Cell cell;
    private @Nullable Recorder recorder;

    Sweep(BoundRecurrent bound, Tensor x, List<Tensor> given, Optional<Tensor> mask) {
        this.bound = bound;
        this.x = x;
        this.given = given.isEmpty() && bound.layer().walk().learnedState() ? bound.learnedStates(tape(x, given, mask), x.shape().extent(0)) : given;
        this.tape = tape(x, this.given, mask);
        this.backend = tape.backend();
        this.batch = x.shape().extent(0);
        this.features = x.shape().last();
        this.fromZero = this.given.isEmpty();
        boolean backwards = bound.layer().walk().backwards();
        int time = x.shape().extent(1);
        this.steps = mask.isEmpty() ? Steps.all(batch, time, backwards) : Steps.counting(mask.get().data(), batch, time, backwards);
        this.weights = new Tensor[bound.weights().size()];
        for (int i = 0; i < weights.length; i++) weights[i] = tape.weight(bound.weights().get(i));
        this.width = weights[0].shape().last();
        this.inputs = steps.isIdentity() ? x.data() : scratch(steps.rows(), features);
        this.gates = scratch(steps.rows(), width);
        this.states = new float[bound.stateWidths().length][];
        for (int i = 0; i < states.length; i++) states[i] = scratch(batch + steps.rows(), stateWidth(i));
        this.dropped = droppedUnits();
        this.cell = bound.cell(this);
    }

    private static Tape tape(Tensor x, List<Tensor> given, Optional<Tensor> mask) {
        if (given.isEmpty() && mask.isEmpty()) return x.tape();
        List<Tensor> all = new java.util.ArrayList<>(given);
        all.add(x);
        mask.ifPresent(all::add);
        return Tape.of(all.toArray(Tensor[]::new));
    }

    /// The number of steps of the sequences, padding included.
    int time() { return x.shape().extent(1); }

    float[] scratch(int rows, int columns) { return tape.scratch(Math.multiplyExact(rows, columns)); }

    ElementKernels elements() { return backend.kernels().elements(); }

    int stateWidth(int state) { return bound.stateWidths()[state]; }

    /// The weight of the layer with this number, on the tape.
    Tensor weight(int number) { return weights[number]; }

    /// Runs a task over the rows of a step, shared out among the threads where that pays.
    void rows(int step, int columns, RangeTask task) {
        int active = steps.active(step);
        if (active * columns <= GRAIN) task.run(0, active);
        else backend.parallel(active, Math.max(1, GRAIN / columns), task);
    }

    private float @Nullable [] droppedUnits() {
        double rate = bound.layer().walk().recurrentDropout();
        if (rate == 0 || !tape.isTraining()) return null;
        int units = stateWidth(0);
        float[] factors = scratch(batch, units);
        long seed = tape.nextSeed().value();
        for (int rank = 0; rank < batch; rank++) Dropouts.factors(seed, rate, (long) steps.sample(rank) * units, factors, rank * units, units);
        return factors;
    }

    /// Takes another cell for the same steps.
    void take(Cell cell) { this.cell = cell; }

    void record(Recorder recorder) { this.recorder = recorder; }

    // ---- forward

    /// @param shape of the result: a row for each sample, with what is wanted one behind the other
    Tensor forward(Shape shape, Wanted wanted) {
        Tensor y = tape.result(shape, operands());
        for (int i = 0; i < states.length; i++) begin(i);
        projectInputs();
        cell.begin();
        for (int step = 0; step < steps.count(); step++) cell.forward(step);
        Outputs outputs = new Outputs(this, wanted);
        outputs.write(y.data());
        if (recorder != null) recorder.forward(this);
        if (y.isTracked()) tape.record(y, () -> backward(y, outputs));
        else release();
        return y;
    }

    private Tensor[] operands() {
        Tensor[] operands = Arrays.copyOf(weights, weights.length + 1 + given.size());
        operands[weights.length] = x;
        for (int i = 0; i < given.size(); i++) operands[weights.length + 1 + i] = given.get(i);
        return operands;
    }

    /// The state before the first step.
    private void begin(int state) {
        int n = stateWidth(state);
        if (fromZero) {
            Arrays.fill(states[state], 0, batch * n, 0);
            return;
        }
        for (int rank = 0; rank < batch; rank++) System.arraycopy(given.get(state).data(), steps.sample(rank) * n, states[state], rank * n, n);
    }

    /// `gates = x · weight + shift` for all steps.
    private void projectInputs() {
        if (inputs != x.data()) {
            forEachStep(features, step -> {
                for (int rank = 0; rank < steps.active(step); rank++) System.arraycopy(x.data(), steps.place(step, rank) * features, inputs, (steps.first(step) + rank) * features, features);
            });
        }
        backend.affine(false, false, steps.rows(), width, features, 1, inputs, 0, features, weights[0].data(), 0, width, cell.shift(), 0, ElementFunction.IDENTITY, gates, 0, width);
    }

    /// Runs a task for each step, shared out among the threads where that pays.
    void forEachStep(int columns, java.util.function.IntConsumer task) {
        long work = (long) steps.rows() * columns;
        int grain = work <= 4 * GRAIN ? steps.count() : (int) Math.max(1, 4L * GRAIN * steps.count() / work);
        if (grain >= steps.count()) for (int step = 0; step < steps.count(); step++) task.accept(step);
        else backend.parallel(steps.count(), grain, (from, to) -> { for (int step = from; step < to; step++) task.accept(step); });
    }

    // ---- backward

    private void backward(Tensor y, Outputs outputs) {
        float[][] carry = new float[states.length][];
        for (int i = 0; i < states.length; i++) carry[i] = scratch(batch, stateWidth(i));
        outputs.beginCarry(y.gradient(), carry);
        for (int step = steps.count() - 1; step >= 0; step--) {
            if (isCut(step)) for (int i = 0; i < states.length; i++) Arrays.fill(carry[i], 0, steps.active(step + 1) * stateWidth(i), 0);
            outputs.addTo(carry[0], y.gradient(), step);
            if (recorder != null) recorder.beforeStep(step, carry);
            cell.backward(step, carry);
            if (recorder != null) recorder.afterStep(step, this);
        }
        for (int i = 0; i < given.size(); i++) stateGradient(i, carry[i]);
        cell.finish();
        weightGradients();
        for (float[] state : carry) tape.giveBack(state);
        release();
    }

    /// Whether truncated back-propagation lets nothing through from the next step to this one.
    private boolean isCut(int step) {
        int truncation = bound.layer().walk().truncation();
        return truncation > 0 && (step + 1) % truncation == 0 && step + 1 < steps.count();
    }

    private void stateGradient(int state, float[] carry) {
        Tensor tensor = given.get(state);
        if (!tensor.isTracked()) return;
        float beta = tensor.openGradient();
        int n = stateWidth(state);
        for (int rank = 0; rank < batch; rank++) elements().axpby(1, carry, rank * n, beta, tensor.gradient(), steps.sample(rank) * n, n);
    }

    private void weightGradients() {
        int rows = steps.rows();
        if (weights[0].isTracked()) {
            float beta = weights[0].openGradient();
            backend.gemm(true, false, features, width, rows, 1, inputs, 0, features, gates, 0, width, beta, weights[0].gradient(), 0, width);
        }
        if (cell.shift().length > 0) addRows(gates, width, BoundRecurrent.BIAS);
        if (x.isTracked()) inputGradient(rows);
    }

    /// Adds the rows of all steps to the gradient of a weight.
    void addRows(float[] rows, int columns, int weight) {
        if (weights[weight].isTracked()) ColumnSums.addRows(backend, rows, steps.rows(), columns, weights[weight].addableGradient());
    }

    private void inputGradient(int rows) {
        float beta = x.openGradient();
        boolean direct = inputs == x.data();
        float[] dx = direct ? x.gradient() : inputs, all = x.gradient();
        backend.gemm(false, true, rows, features, width, 1, gates, 0, width, weights[0].data(), 0, width, direct ? beta : 0, dx, 0, features);
        if (direct) return;
        if (beta == 0 && steps.isRagged()) Arrays.fill(all, 0, x.size(), 0);
        float scale = steps.isRagged() ? 1 : beta;
        forEachStep(features, step -> {
            for (int rank = 0; rank < steps.active(step); rank++) elements().axpby(1, dx, (steps.first(step) + rank) * features, scale, all, steps.place(step, rank) * features, features);
        });
    }

    private void release() {
        cell.release();
        tape.giveBack(gates);
        for (float[] state : states) tape.giveBack(state);
        if (inputs != x.data()) tape.giveBack(inputs);
        if (dropped != null) tape.giveBack(dropped);
    }

    /// Whether anybody asks for the gradient of the states before the first step.
    boolean stateIsTracked() { return given.stream().anyMatch(Tensor::isTracked); }
}
