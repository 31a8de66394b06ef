package dev.lanewise.nn.recurrent;

import dev.lanewise.linalg.kernel.RecurrentKernels;

/// The steps of a plain [LSTM], whose gates are one kernel.
final class LSTMCell implements Cell {

    private final Sweep sweep;
    private final Steps steps;
    private final RecurrentKernels kernels;
    private final int units;
    private final int width;
    private final RecurrentProduct product;
    private final float[] squashed;                 // [rows, units], tanh(c)

    LSTMCell(LSTM layer, Sweep sweep) {
        this.sweep = sweep;
        this.steps = sweep.steps;
        this.kernels = sweep.backend.kernels().recurrent();
        this.units = layer.units();
        this.width = LSTM.GATES * units;
        this.product = RecurrentProduct.ofStates(sweep, 0, width);
        this.squashed = sweep.scratch(steps.rows(), units);
    }

    @Override public float[] shift() { return sweep.weight(BoundRecurrent.BIAS).data(); }

    @Override public void forward(int step) {
        product.forward(step, 1, sweep.gates, 0, width);
        sweep.rows(step, units, (from, to) -> forward(step, from, to));
    }

    private void forward(int step, int from, int to) {
        float[] hidden = sweep.states[0], cell = sweep.states[1];
        for (int rank = from; rank < to; rank++) {
            int row = steps.first(step) + rank, before = (steps.before(step) + rank) * units, after = (steps.after(step) + rank) * units;
            kernels.lstmStep(sweep.gates, row * width, cell, before, cell, after, squashed, row * units, hidden, after, units);
        }
    }

    @Override public void backward(int step, float[][] carry) {
        sweep.rows(step, units, (from, to) -> backward(step, carry, from, to));
        product.carry(step, sweep.gates, 0, width, 0, carry[0]);
    }

    private void backward(int step, float[][] carry, int from, int to) {
        float[] gates = sweep.gates;
        for (int rank = from; rank < to; rank++) {
            int row = steps.first(step) + rank, at = rank * units;
            kernels.lstmStepGradient(gates, row * width, sweep.states[1], (steps.before(step) + rank) * units, squashed, row * units,
                    carry[0], at, carry[1], at, gates, row * width, units);
        }
    }

    @Override public void finish() { product.gradient(sweep.gates, 0, width, sweep.weight(BoundRecurrent.RECURRENT).openGradient()); }

    @Override public void release() {
        product.release();
        sweep.tape.giveBack(squashed);
    }
}
