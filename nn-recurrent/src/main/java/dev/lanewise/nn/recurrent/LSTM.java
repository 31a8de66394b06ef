package dev.lanewise.nn.recurrent;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Merge;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.util.List;

/// A long short-term memory: a state that gates write to, keep and read, step by step.
///
/// With `z = x[t] · weight + h[t−1] · recurrent + bias`, cut into four gates `i, f, c̃, o` of `units` each:
/// `c[t] = σ(f) · c[t−1] + σ(i) · tanh(c̃)` and `h[t] = σ(o) · tanh(c[t])`.
///
/// |           | shape                     |                                                                        |
/// |-----------|---------------------------|------------------------------------------------------------------------|
/// | input     | `[batch, time, features]` | alone, or with the two states before the first step                    |
/// | h, c      | `[batch, units]`          | the states before the first step, zeros unless given as second and third input |
/// | output    | `[batch, units]`          | `h` after the last step; `[batch, time, units]` after `returnSequences(true)` |
/// | weight    | `[features, 4·units]`     | gates in the order i, f, c, o; Glorot uniform                          |
/// | recurrent | `[units, 4·units]`        | orthonormal rows                                                       |
/// | bias      | `[4·units]`               | zeros, for the forget gate `forgetBias`                                |
///
/// Layout and beginnings are Keras's. PyTorch orders the gates i, f, g, o too but transposes, has two biases, begins them all
/// uniform in `±1/√units`, and has no forget bias of one; ONNX orders them i, o, f, c. No steps at all leave the state as it is.
///
/// @param units width of the state, at least 1
/// @param returnSequences whether every step is an output, or only the last one
/// @param goBackwards whether the last step comes first; outputs stand in the order of the work, as in Keras
/// @param forgetBias what the bias of the forget gate begins with: 1 keeps the state at first (Jozefowicz et al., 2015)
/// @see <a href="https://doi.org/10.1162/neco.1997.9.8.1735">Hochreiter & Schmidhuber (1997)</a>, with the forget gate of
///      <a href="https://doi.org/10.1162/089976600300015015">Gers et al. (2000)</a>; numbers of the tests: PyTorch's `nn.LSTM`, ONNX
public record LSTM(int units, boolean returnSequences, boolean goBackwards, double forgetBias) implements Merge {

    public LSTM {
        if (units < 1) throw new IllegalArgumentException("LSTM: expected units ≥ 1, but got " + units);
        if (!Double.isFinite(forgetBias)) throw new IllegalArgumentException("LSTM: expected a finite forget bias, but got " + forgetBias);
    }

    public static LSTM of(int units) { return new LSTM(units, false, false, 1); }

    public LSTM returnSequences(boolean returnSequences) { return new LSTM(units, returnSequences, goBackwards, forgetBias); }

    public LSTM goBackwards(boolean goBackwards) { return new LSTM(units, returnSequences, goBackwards, forgetBias); }

    public LSTM forgetBias(double forgetBias) { return new LSTM(units, returnSequences, goBackwards, forgetBias); }

    @Override public Shape outputShape(List<Shape> inputs) {
        if (inputs.size() != 1 && inputs.size() != 3) {
            throw new ShapeException(this + ": expected a sequence, or a sequence and the states h and c before it, but got " + inputs.size() + " inputs");
        }
        Shape sequence = inputs.getFirst().requireRank(3, this, "[batch, time, features]");
        if (sequence.last() < 1) throw ShapeException.expected(this, "a known number of features ≥ 1", sequence);
        for (Shape state : inputs.subList(1, inputs.size())) {
            if (!state.equals(Shape.of(sequence.extent(0), units))) throw ShapeException.expected(this, "states " + Shape.of(sequence.extent(0), units), state);
        }
        return returnSequences ? sequence.withLast(units) : Shape.of(sequence.extent(0), units);
    }

    @Override public BoundLayer bind(List<Shape> inputs, Seed seed) {
        outputShape(inputs);
        return BoundLSTM.of(this, inputs.getFirst().last(), seed);
    }

    /// `LSTM(64)`, `LSTM(64, sequences, backwards)`
    @Override public String toString() {
        return "LSTM(" + units + (returnSequences ? ", sequences" : "") + (goBackwards ? ", backwards" : "") + ")";
    }

    /// Names it `lstm`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "lstm"; }

        @Override public Class<LSTM> type() { return LSTM.class; }

        @Override public List<Option> options() {
            return List.of(new Option("units", Type.INTEGER, "", "≥ 1", "The width of the state."),
                    new Option("returnSequences", Type.FLAG, "false", "true, false", "Whether every step is an output, or only the last one."),
                    new Option("goBackwards", Type.FLAG, "false", "true, false", "Whether the last step comes first."),
                    new Option("forgetBias", Type.NUMBER, "1", "any number", "What the bias of the forget gate begins with."));
        }

        @Override public Layer create(Options options) {
            return new LSTM(options.integer("units"), options.flag("returnSequences", false), options.flag("goBackwards", false), options.number("forgetBias", 1));
        }
    }
}
