package dev.lanewise.nn.recurrent;

import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.linalg.Backend;
import java.util.Arrays;

/// An [LSTM] at work on one sequence that has no end: a step takes one sample and the same time however many came before.
///
/// The states after each step are those of the layer over the whole sequence. Not thread-safe: each sequence has a session of its own;
/// sessions of one layer share its weights.
public final class LSTMSession {

    private final BoundLSTM layer;
    private final Backend backend;
    private final int units;
    private final float[] gates;
    private final float[] hidden;
    private final float[] cell;
    private final float[] tanhCell;

    private LSTMSession(BoundLSTM layer, Backend backend) {
        this.layer = layer;
        this.backend = backend;
        this.units = layer.layer().units();
        this.gates = new float[BoundLSTM.GATES * units];
        this.hidden = new float[units];
        this.cell = new float[units];
        this.tanhCell = new float[units];
    }

    /// A session at the beginning of a sequence, in a zero state.
    ///
    /// @param lstm what [LSTM#bind] made; one that goes backwards is fed from the end
    /// @throws IllegalArgumentException if it is another layer
    public static LSTMSession of(BoundLayer lstm) {
        if (!(lstm instanceof BoundLSTM bound)) throw new IllegalArgumentException("LSTMSession: expected a bound LSTM, but got " + lstm);
        return new LSTMSession(bound, Backend.standard().threads(1));
    }

    /// The two states between two steps; the arrays are copies.
    ///
    /// @param hidden `h`, the last output
    /// @param cell `c`
    public record State(float[] hidden, float[] cell) {

        public State {
            hidden = hidden.clone();
            cell = cell.clone();
        }

        @Override public float[] hidden() { return hidden.clone(); }

        @Override public float[] cell() { return cell.clone(); }

        @Override public boolean equals(Object other) {
            return other instanceof State that && Arrays.equals(hidden, that.hidden) && Arrays.equals(cell, that.cell);
        }

        @Override public int hashCode() { return 31 * Arrays.hashCode(hidden) + Arrays.hashCode(cell); }

        @Override public String toString() { return "State(" + hidden.length + " units)"; }
    }

    /// The state after one more sample.
    ///
    /// @param x as many numbers as the layer has features
    /// @return `h`, a copy
    public float[] step(float... x) {
        int features = layer.features(), width = gates.length;
        if (x.length != features) throw new ShapeException(layer.layer() + ": expected a step of " + features + " features, but got " + x.length);
        System.arraycopy(layer.bias().values(), 0, gates, 0, width);
        backend.gemv(true, features, width, 1, layer.weight().values(), 0, width, x, 0, 1, gates, 0);
        backend.gemv(true, units, width, 1, layer.recurrent().values(), 0, width, hidden, 0, 1, gates, 0);
        backend.kernels().recurrent().lstmStep(gates, 0, cell, 0, cell, 0, tanhCell, 0, hidden, 0, units);
        return hidden.clone();
    }

    /// Where the session stands now.
    public State snapshot() { return new State(hidden, cell); }

    /// Goes back, or over, to a state.
    ///
    /// @throws ShapeException if it is the state of an LSTM of another width
    public void restore(State state) {
        if (state.hidden.length != units || state.cell.length != units) {
            throw new ShapeException(layer.layer() + ": expected a state of " + units + " units, but got " + state.hidden.length + " and " + state.cell.length);
        }
        System.arraycopy(state.hidden, 0, hidden, 0, units);
        System.arraycopy(state.cell, 0, cell, 0, units);
    }
}
