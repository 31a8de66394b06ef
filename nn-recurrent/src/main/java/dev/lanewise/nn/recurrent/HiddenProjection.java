package dev.lanewise.nn.recurrent;

import dev.lanewise.core.tensor.Tensor;

/// `h = output · projection`, which makes the state of an [LSTM] that goes round narrower than its cell.
final class HiddenProjection {

    private final Sweep sweep;
    private final Steps steps;
    private final int units;
    private final int width;
    private final Tensor weight;                    // [units, width]
    private final float[] gradients;                // [rows, width], of h

    HiddenProjection(Sweep sweep, int units) {
        this.sweep = sweep;
        this.steps = sweep.steps;
        this.units = units;
        this.width = sweep.stateWidth(0);
        this.weight = sweep.weight(sweep.bound.weightNumber("projection"));
        this.gradients = sweep.scratch(steps.rows(), width);
    }

    void forward(int step, float[] output) {
        sweep.backend.gemm(false, false, steps.active(step), width, units, 1, output, steps.first(step) * units, units, weight.data(), 0, width,
                0, sweep.states[0], steps.after(step) * width, width);
    }

    void backward(int step, float[] dh, float[] dOutput) {
        System.arraycopy(dh, 0, gradients, steps.first(step) * width, steps.active(step) * width);
        sweep.backend.gemm(false, true, steps.active(step), units, width, 1, dh, 0, width, weight.data(), 0, width, 0, dOutput, 0, units);
    }

    void finish(float[] output) {
        if (!weight.isTracked()) return;
        float beta = weight.openGradient();
        sweep.backend.gemm(true, false, units, width, steps.rows(), 1, output, 0, units, gradients, 0, width, beta, weight.gradient(), 0, width);
    }

    void release() { sweep.tape.giveBack(gradients); }
}
