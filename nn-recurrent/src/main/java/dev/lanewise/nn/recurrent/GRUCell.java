package dev.lanewise.nn.recurrent;

import dev.lanewise.linalg.kernel.RecurrentKernels;

/// The steps of a plain [GRU], with the reset after the product, whose gates are one kernel.
final class GRUCell implements Cell {

    private static final int RECURRENT_BIAS = BoundRecurrent.BIAS + 1;

    private final Sweep sweep;
    private final Steps steps;
    private final RecurrentKernels kernels;
    private final int units;
    private final int width;
    private final RecurrentProduct product;
    private final float[] recurrentGates;           // [rows, 3·units]: h · recurrent, then the gradient of it
    private final float[] shift;                    // [3·units]: both biases of z and r, and the first one of h

    GRUCell(GRU layer, Sweep sweep) {
        this.sweep = sweep;
        this.steps = sweep.steps;
        this.kernels = sweep.backend.kernels().recurrent();
        this.units = layer.units();
        this.width = GRU.GATES * units;
        this.product = RecurrentProduct.ofStates(sweep, 0, width);
        this.recurrentGates = sweep.scratch(steps.rows(), width);
        this.shift = sweep.tape.scratch(width);
        float[] bias = sweep.weight(BoundRecurrent.BIAS).data();
        System.arraycopy(bias, 2 * units, shift, 2 * units, units);
        sweep.elements().add(bias, 0, recurrentBias(), 0, shift, 0, 2 * units);
    }

    private float[] recurrentBias() { return sweep.weight(RECURRENT_BIAS).data(); }

    @Override public float[] shift() { return shift; }

    @Override public void forward(int step) {
        product.forward(step, 0, recurrentGates, 0, width);
        sweep.rows(step, units, (from, to) -> forward(step, from, to));
    }

    private void forward(int step, int from, int to) {
        float[] hidden = sweep.states[0];
        for (int rank = from; rank < to; rank++) {
            int row = steps.first(step) + rank;
            kernels.gruStep(sweep.gates, row * width, recurrentGates, row * width, recurrentBias(), 2 * units,
                    hidden, (steps.before(step) + rank) * units, hidden, (steps.after(step) + rank) * units, units);
        }
    }

    @Override public void backward(int step, float[][] carry) {
        sweep.rows(step, units, (from, to) -> backward(step, carry[0], from, to));
        product.carry(step, recurrentGates, 0, width, 1, carry[0]);
    }

    private void backward(int step, float[] dh, int from, int to) {
        for (int rank = from; rank < to; rank++) {
            int row = steps.first(step) + rank;
            kernels.gruStepGradient(sweep.gates, row * width, recurrentGates, row * width, sweep.states[0], (steps.before(step) + rank) * units, dh, rank * units, units);
        }
    }

    @Override public void finish() {
        product.gradient(recurrentGates, 0, width, sweep.weight(BoundRecurrent.RECURRENT).openGradient());
        sweep.addRows(recurrentGates, width, RECURRENT_BIAS);
    }

    @Override public void release() {
        product.release();
        sweep.tape.giveBack(recurrentGates);
        sweep.tape.giveBack(shift);
    }
}
