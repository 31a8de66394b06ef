package dev.lanewise.nn.recurrent;

import dev.lanewise.core.tensor.Tensor;

/// What lets the gates of an [LSTM] see its cell: `i` and `f` the one before the step, `o` the one after it. Rows i, f, o of `peephole` `[3, units]`.
final class Peepholes {

    private final Sweep sweep;
    private final int units;
    private final Tensor weight;
    private final float[] values;

    Peepholes(Sweep sweep, int units) {
        this.sweep = sweep;
        this.units = units;
        this.weight = sweep.weight(sweep.bound.weightNumber("peephole"));
        this.values = weight.data();
    }

    void addToInputAndForget(int gates, int before) {
        sweep.elements().multiply(values, 0, sweep.states[1], before, 1, sweep.gates, gates, units);
        sweep.elements().multiply(values, units, sweep.states[1], before, 1, sweep.gates, gates + units, units);
    }

    void addToOutput(int gates, int after) {
        sweep.elements().multiply(values, 2 * units, sweep.states[1], after, 1, sweep.gates, gates + 3 * units, units);
    }

    void outputGradient(float[] dGates, int after, float[] dc, int at) {
        sweep.elements().multiply(values, 2 * units, dGates, 3 * units, 1, dc, at, units);
        add(2, dGates, 3 * units, after);
    }

    void inputAndForgetGradients(float[] dGates, int before, float[] dc, int at) {
        sweep.elements().multiply(values, 0, dGates, 0, 1, dc, at, units);
        sweep.elements().multiply(values, units, dGates, units, 1, dc, at, units);
        add(0, dGates, 0, before);
        add(1, dGates, units, before);
    }

    private void add(int row, float[] dGates, int from, int cell) {
        if (!weight.isTracked()) return;
        sweep.elements().multiply(dGates, from, sweep.states[1], cell, 1, weight.addableGradient(), row * units, units);
    }
}
