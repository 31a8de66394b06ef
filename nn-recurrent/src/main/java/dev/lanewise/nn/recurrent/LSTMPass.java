package dev.lanewise.nn.recurrent;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.ColumnSums;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ElementKernels;
import dev.lanewise.linalg.kernel.RecurrentKernels;
import java.util.Arrays;
import java.util.List;

/// A whole sequence of [LSTM] steps as a single operation on the tape.
///
/// Forward, the input projection of all steps is one product, and each step adds `h[t−1] · recurrent` to its part before the kernel turns
/// the gates into the next state. Backward, with `dz[t]` the gradients of the four pre-activations:
///
/// | gradient                                             | how                                             |
/// |------------------------------------------------------|-------------------------------------------------|
/// | `dh[t] = dy[t] + dz[t+1] · recurrentᵀ`, from it `dz[t]` | a product and the kernel's gradient for each step |
/// | `dWeight = Σ x[t]ᵀ · dz[t]`, `dx[t] = dz[t] · weightᵀ` | one product each over all steps                 |
/// | `dRecurrent = Σ h[t−1]ᵀ · dz[t]`                     | one product over all steps                      |
/// | `dBias = Σ dz[t]`                                    | sums of columns                                 |
///
/// Everything inside is sorted by step, so that a step is one block of rows and the products over all steps gather nothing.
final class LSTMPass {

    /// Below this many units of all samples another thread costs more than it brings.
    private static final int GRAIN = 1 << 12;


    private final BoundLSTM layer;
    private final Tape tape;
    private final Backend backend;
    private final Tensor x;
    private final List<Tensor> states;              // h and c before the first step, or none
    private final Tensor weight;
    private final Tensor recurrent;
    private final Tensor bias;

    private final int batch;
    private final int time;
    private final int units;
    private final int width;                        // of the four gates
    private final StepOrder inputOrder;
    private final StepOrder outputOrder;

    private final float[] steps;                    // [time, batch, features]
    private final float[] gates;                    // [time, batch, 4·units], activated
    private final float[] hidden;                   // [time + 1, batch, units]: before each step, and after the last
    private final float[] cell;                     // [time + 1, batch, units]
    private final float[] tanhCell;                 // [time, batch, units]

    LSTMPass(BoundLSTM layer, List<Tensor> inputs) {
        this.layer = layer;
        this.x = inputs.getFirst();
        this.states = inputs.subList(1, inputs.size());
        this.tape = Tape.of(inputs.toArray(Tensor[]::new));
        this.backend = tape.backend();
        this.weight = tape.weight(layer.weight());
        this.recurrent = tape.weight(layer.recurrent());
        this.bias = tape.weight(layer.bias());
        this.batch = x.shape().extent(0);
        this.time = x.shape().extent(1);
        this.units = layer.layer().units();
        this.width = BoundLSTM.GATES * units;
        this.inputOrder = new StepOrder(batch, time, layer.layer().goBackwards());
        this.outputOrder = new StepOrder(batch, time, false);
        this.steps = inputOrder.isIdentity() ? x.data() : tape.scratch(x.size());
        this.gates = tape.scratch(Shape.of(time, batch, width).size());
        this.hidden = tape.scratch(Shape.of(time + 1, batch, units).size());
        this.cell = tape.scratch(Shape.of(time + 1, batch, units).size());
        this.tanhCell = tape.scratch(time * batch * units);
    }

    Tensor forward(Shape shape) {
        Tensor y = tape.result(shape, operands());
        begin(hidden, 0);
        begin(cell, 1);
        projectInputs();
        for (int t = 0; t < time; t++) step(t);
        if (layer.layer().returnSequences()) outputOrder.restore(elements(), hidden, batch * units, units, 0, y.data());
        else System.arraycopy(hidden, time * batch * units, y.data(), 0, batch * units);

        if (y.isTracked()) tape.record(y, () -> backward(y));
        else release();
        return y;
    }

    private Tensor[] operands() {
        return states.isEmpty() ? new Tensor[] {x, weight, recurrent, bias} : new Tensor[] {x, weight, recurrent, bias, states.get(0), states.get(1)};
    }

    /// The state before the first step.
    private void begin(float[] state, int number) {
        if (states.isEmpty()) Arrays.fill(state, 0, batch * units, 0);
        else System.arraycopy(states.get(number).data(), 0, state, 0, batch * units);
    }

    /// `gates = bias + x · weight` for all steps.
    private void projectInputs() {
        if (steps != x.data()) inputOrder.sort(x.data(), features(), steps);
        for (int row = 0; row < time * batch; row++) System.arraycopy(bias.data(), 0, gates, row * width, width);
        backend.gemm(false, false, time * batch, width, features(), 1, steps, 0, features(), weight.data(), 0, width, 1, gates, 0, width);
    }

    private void step(int t) {
        if (t > 0 || !states.isEmpty()) {
            backend.gemm(false, false, batch, width, units, 1, hidden, t * batch * units, units, recurrent.data(), 0, width,
                    1, gates, t * batch * width, width);                                    // [batch, 4·units]
        }
        if (batch * units <= GRAIN) cells(t, 0, batch);
        else backend.parallel(batch, Math.max(1, GRAIN / units), (from, to) -> cells(t, from, to));
    }

    private void cells(int t, int from, int to) {
        RecurrentKernels kernels = backend.kernels().recurrent();
        for (int row = t * batch + from; row < t * batch + to; row++) {
            int before = row * units, after = (row + batch) * units;
            kernels.lstmStep(gates, row * width, cell, before, cell, after, tanhCell, before, hidden, after, units);
        }
    }

    private void backward(Tensor y) {
        float[] dz = tape.scratch(time * batch * width), dh = tape.scratch(batch * units), dc = tape.scratch(batch * units);
        Arrays.fill(dc, 0, batch * units, 0);
        for (int t = time - 1; t >= 0; t--) {
            hiddenGradient(t, y.gradient(), dz, dh);
            if (batch * units <= GRAIN) cellGradients(t, dz, dh, dc, 0, batch);
            else stepInParallel(t, dz, dh, dc);
        }
        if (!states.isEmpty()) stateGradients(y.gradient(), dz, dc);
        weightGradients(dz);
        if (x.isTracked()) inputGradient(dz);
        for (float[] scratch : List.of(dz, dh, dc)) tape.giveBack(scratch);
        release();
    }

    private void stepInParallel(int t, float[] dz, float[] dh, float[] dc) {
        backend.parallel(batch, Math.max(1, GRAIN / units), (from, to) -> cellGradients(t, dz, dh, dc, from, to));
    }

    /// `dh = dy[t] + dz[t+1] · recurrentᵀ`
    private void hiddenGradient(int t, float[] dy, float[] dz, float[] dh) {
        boolean last = t == time - 1;
        if (layer.layer().returnSequences()) outputOrder.sort(dy, units, t, dh, 0);
        else if (last) System.arraycopy(dy, 0, dh, 0, batch * units);
        if (!last) addCarried(t + 1, dz, layer.layer().returnSequences() ? 1 : 0, dh);
    }

    /// `dh = dz[t] · recurrentᵀ + beta · dh`
    private void addCarried(int t, float[] dz, float beta, float[] dh) {
        backend.gemm(false, true, batch, units, width, 1, dz, t * batch * width, width, recurrent.data(), 0, width, beta, dh, 0, units);
    }

    private void cellGradients(int t, float[] dz, float[] dh, float[] dc, int from, int to) {
        RecurrentKernels kernels = backend.kernels().recurrent();
        for (int sample = from; sample < to; sample++) {
            int row = t * batch + sample, at = sample * units;
            kernels.lstmStepGradient(gates, row * width, cell, row * units, tanhCell, row * units, dh, at, dc, at, dz, row * width, units);
        }
    }

    /// The states before the first step get what is left over at the end.
    private void stateGradients(float[] dy, float[] dz, float[] dc) {
        Tensor h = states.get(0), c = states.get(1);
        if (h.isTracked() && time > 0) addCarried(0, dz, h.openGradient(), h.gradient());
        else if (h.isTracked() && !layer.layer().returnSequences()) elements().axpby(1, dy, 0, h.openGradient(), h.gradient(), 0, batch * units);
        if (c.isTracked()) elements().axpby(1, dc, 0, c.openGradient(), c.gradient(), 0, batch * units);
    }

    private void weightGradients(float[] dz) {
        int rows = time * batch, zero = states.isEmpty() ? Math.min(batch, rows) : 0;             // rows whose h before is zero
        if (weight.isTracked()) {
            float beta = weight.openGradient();
            backend.gemm(true, false, features(), width, rows, 1, steps, 0, features(), dz, 0, width, beta, weight.gradient(), 0, width);
        }
        if (recurrent.isTracked()) {
            float beta = recurrent.openGradient();
            backend.gemm(true, false, units, width, rows - zero, 1, hidden, zero * units, units, dz, zero * width, width, beta, recurrent.gradient(), 0, width);
        }
        if (bias.isTracked()) ColumnSums.addRows(backend, dz, rows, width, bias.addableGradient());
    }

    private void inputGradient(float[] dz) {
        float beta = x.openGradient();
        boolean direct = inputOrder.isIdentity();
        float[] dx = direct ? x.gradient() : tape.scratch(x.size());
        backend.gemm(false, true, time * batch, features(), width, 1, dz, 0, width, weight.data(), 0, width, direct ? beta : 0, dx, 0, features());
        if (direct) return;
        inputOrder.restore(elements(), dx, 0, features(), beta, x.gradient());
        tape.giveBack(dx);
    }

    private void release() {
        for (float[] scratch : List.of(gates, hidden, cell, tanhCell)) tape.giveBack(scratch);
        if (steps != x.data()) tape.giveBack(steps);
    }

    private int features() { return layer.features(); }

    private ElementKernels elements() { return backend.kernels().elements(); }
}
