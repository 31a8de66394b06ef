package dev.lanewise.nn.recurrent;

import java.util.Arrays;

/// Where in the result of a [Sweep] the states of its steps stand: a row for each sample, `[time · width of h]` if sequences are wanted, then the
/// last states that are wanted, one behind the other.
final class Outputs {

    private final Sweep sweep;
    private final Steps steps;
    private final Wanted wanted;
    private final int units;
    private final int time;
    private final int stride;

    Outputs(Sweep sweep, Wanted wanted) {
        this.sweep = sweep;
        this.steps = sweep.steps;
        this.wanted = wanted;
        this.units = sweep.stateWidth(0);
        this.time = sweep.time();
        int stride = wanted.sequences() ? time * units : 0;
        for (int i = 0; i < wanted.states(); i++) stride += sweep.stateWidth(i);
        this.stride = stride;
    }

    private int at(int step, int rank) {
        int place = steps.outputPlace(step, rank, wanted.inTime()), sample = steps.sample(rank);
        return sample * stride + (place - sample * time) * units;
    }

    void write(float[] y) {
        if (wanted.sequences()) writeSequences(y);
        int column = wanted.sequences() ? time * units : 0;
        for (int state = 0; state < wanted.states(); state++) {
            int n = sweep.stateWidth(state);
            for (int rank = 0; rank < sweep.batch; rank++) {
                System.arraycopy(sweep.states[state], steps.last(rank) * n, y, steps.sample(rank) * stride + column, n);
            }
            column += n;
        }
    }

    private void writeSequences(float[] y) {
        if (steps.isRagged()) Arrays.fill(y, 0, sweep.batch * stride, 0);
        float[] hidden = sweep.states[0];
        sweep.forEachStep(units, step -> {
            for (int rank = 0; rank < steps.active(step); rank++) System.arraycopy(hidden, (steps.after(step) + rank) * units, y, at(step, rank), units);
        });
    }

    /// The gradients of the last states.
    void beginCarry(float[] dy, float[][] carry) {
        int column = wanted.sequences() ? time * units : 0;
        for (int state = 0; state < carry.length; state++) {
            int n = sweep.stateWidth(state);
            for (int rank = 0; rank < sweep.batch; rank++) {
                if (state < wanted.states()) System.arraycopy(dy, steps.sample(rank) * stride + column, carry[state], rank * n, n);
                else Arrays.fill(carry[state], rank * n, (rank + 1) * n, 0);
            }
            column += n;
        }
    }

    /// Adds the gradients of the outputs of a step.
    void addTo(float[] dh, float[] dy, int step) {
        if (!wanted.sequences()) return;
        for (int rank = 0; rank < steps.active(step); rank++) sweep.elements().axpby(1, dy, at(step, rank), 1, dh, rank * units, units);
    }
}
