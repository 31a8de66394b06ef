package dev.lanewise.nn.recurrent;

import dev.lanewise.core.tensor.ColumnSums;
import dev.lanewise.linalg.kernel.RecurrentKernels;

/// The steps of a plain [GRU], with the reset after the product, whose gates are one kernel.
final class GRUCell implements Cell {

    private static final int RECURRENT_BIAS = BoundRecurrent.BIAS + 1;

    private final Sweep sweep;
    private final Steps steps;
    private final RecurrentKernels kernels;
    private final int units;
    private final int width;
    private final RecurrentProduct gatesProduct;    // of z and r, which adds to their projected inputs
    private final RecurrentProduct candidate;       // of h, which stays apart
    private final float[] products;                 // [rows, units]: that of the candidate, then its gradient
    private final float[] shift;                    // [3·units]: both biases of z and r, and the first one of h

    GRUCell(GRU layer, Sweep sweep) {
        this.sweep = sweep;
        this.steps = sweep.steps;
        this.kernels = sweep.backend.kernels().recurrent();
        this.units = layer.units();
        this.width = GRU.GATES * units;
        this.gatesProduct = RecurrentProduct.ofStates(sweep, 0, 2 * units);
        this.candidate = gatesProduct.columns(2 * units, units);
        this.products = sweep.scratch(steps.rows(), units);
        this.shift = sweep.tape.scratch(width);
        float[] bias = sweep.weight(BoundRecurrent.BIAS).data();
        System.arraycopy(bias, 2 * units, shift, 2 * units, units);
        sweep.elements().add(bias, 0, recurrentBias(), 0, shift, 0, 2 * units);
    }

    private float[] recurrentBias() { return sweep.weight(RECURRENT_BIAS).data(); }

    @Override public float[] shift() { return shift; }

    @Override public void forward(int step) {
        gatesProduct.forward(step, 1, sweep.gates, 0, width);
        candidate.forward(step, 0, products, 0, units);
        sweep.rows(step, units, (from, to) -> forward(step, from, to));
    }

    private void forward(int step, int from, int to) {
        float[] hidden = sweep.states[0];
        for (int rank = from; rank < to; rank++) {
            int row = steps.first(step) + rank;
            kernels.gruStep(sweep.gates, row * width, products, row * units, recurrentBias(), 2 * units,
                    hidden, (steps.before(step) + rank) * units, hidden, (steps.after(step) + rank) * units, units);
        }
    }

    @Override public void backward(int step, float[][] carry) {
        sweep.rows(step, units, (from, to) -> backward(step, carry[0], from, to));
        gatesProduct.carry(step, sweep.gates, 0, width, 1, carry[0]);
        candidate.carry(step, products, 0, units, 1, carry[0]);
    }

    private void backward(int step, float[] dh, int from, int to) {
        for (int rank = from; rank < to; rank++) {
            int row = steps.first(step) + rank;
            kernels.gruStepGradient(sweep.gates, row * width, products, row * units, sweep.states[0], (steps.before(step) + rank) * units, dh, rank * units, units);
        }
    }

    @Override public void finish() {
        float beta = sweep.weight(BoundRecurrent.RECURRENT).openGradient();
        gatesProduct.gradient(sweep.gates, 0, width, beta);
        candidate.gradient(products, 0, units, beta);
        if (sweep.weight(RECURRENT_BIAS).isTracked()) biasGradient();
    }

    /// That of z and r is the one of the other bias.
    private void biasGradient() {
        float[] sums = sweep.tape.scratch(width);
        java.util.Arrays.fill(sums, 0, width, 0);
        ColumnSums.addRows(sweep.backend, products, steps.rows(), units, sums);
        System.arraycopy(sums, 0, sums, 2 * units, units);
        java.util.Arrays.fill(sums, 0, 2 * units, 0);
        ColumnSums.add(sweep.backend, steps.rows(), 2 * units, (row, from, to, out) -> sweep.elements().axpby(1, sweep.gates, row * width + from, 1, out, from, to - from), sums);
        sweep.elements().axpby(1, sums, 0, 1, sweep.weight(RECURRENT_BIAS).addableGradient(), 0, width);
        sweep.tape.giveBack(sums);
    }

    @Override public void release() {
        gatesProduct.release();
        candidate.release();
        sweep.tape.giveBack(products);
        sweep.tape.giveBack(shift);
    }
}
