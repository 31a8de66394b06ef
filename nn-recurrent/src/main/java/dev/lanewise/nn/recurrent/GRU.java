package dev.lanewise.nn.recurrent;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Weight;
import java.util.ArrayList;
import java.util.List;

/// A gated recurrent unit: `h[t] = z · h[t−1] + (1 − z) · h̃`, where the gate `z` keeps, `r` forgets, and `h̃` is what is new.
///
/// With `a = x[t] · weight + bias`, cut into z, r, h of `units` each, and the same cuts of `recurrent`:
///
/// |                            |                                                          |
/// |----------------------------|----------------------------------------------------------|
/// | both                       | `z = σ(a_z + h · R_z + b_z)`, `r = σ(a_r + h · R_r + b_r)`, with `h = h[t−1]` |
/// | reset after (the default)  | `h̃ = tanh(a_h + r · (h · R_h + b_h))`, `b` the recurrent bias |
/// | reset before               | `h̃ = tanh(a_h + (r · h) · R_h)`, without `b`             |
///
/// |               | shape                 |                                                          |
/// |---------------|-----------------------|----------------------------------------------------------|
/// | state         | `[batch, units]`      | `h`                                                      |
/// | weight        | `[features, 3·units]` | gates in the order z, r, h; Glorot uniform               |
/// | recurrent     | `[units, 3·units]`    | orthonormal rows                                         |
/// | bias          | `[3·units]`           | zeros                                                    |
/// | recurrentBias | `[3·units]`           | zeros; only with reset after                             |
///
/// Inputs and outputs are those of every [Recurrent] layer. Layout and beginnings are Keras's, which stacks the two biases as `[2, 3·units]`.
/// PyTorch knows reset after only, orders the gates r, z, n and transposes; ONNX orders them z, r, h, and `linear_before_reset = 1` means reset after.
///
/// @param units width of the state, at least 1
/// @param walk how it goes through a sequence
/// @param recurrentActivation σ: sigmoid, or hard sigmoid as in old Keras
/// @param resetAfter whether the reset gate acts after the product, as in Keras 2 and later and PyTorch, or before it, as in the paper
/// @see <a href="https://doi.org/10.3115/v1/D14-1179">Cho et al. (2014)</a>; numbers of the tests: PyTorch's `nn.GRU`, ONNX
public record GRU(int units, Walk walk, Activation recurrentActivation, boolean resetAfter) implements Recurrent<GRU> {

    static final int GATES = 3;

    public GRU {
        if (units < 1) throw new IllegalArgumentException("GRU: expected units ≥ 1, but got " + units);
        LSTM.requireGate("GRU", recurrentActivation);
    }

    public static GRU of(int units) { return new GRU(units, Walk.standard(), Activation.SIGMOID, true); }

    @Override public GRU walk(Walk walk) { return new GRU(units, walk, recurrentActivation, resetAfter); }

    public GRU recurrentActivation(Activation recurrentActivation) { return new GRU(units, walk, recurrentActivation, resetAfter); }

    public GRU resetAfter(boolean resetAfter) { return new GRU(units, walk, recurrentActivation, resetAfter); }

    /// Whether the kernels of linalg know it.
    boolean isPlain() { return recurrentActivation == Activation.SIGMOID && resetAfter; }

    @Override public List<Integer> stateWidths() { return List.of(units); }

    @Override public BoundRecurrent bind(List<Shape> inputs, Seed seed) {
        outputShape(inputs);
        Seedling seedling = new Seedling(inputs.getFirst().last(), units, seed);
        int width = GATES * units;
        List<Weight> weights = new ArrayList<>(List.of(seedling.input(width), seedling.recurrent(width), Weight.zeros("bias", Shape.of(width))));
        if (resetAfter) weights.add(Weight.zeros("recurrentBias", Shape.of(width)));
        return BoundRecurrent.of(this, weights);
    }

    /// `GRU(64)`, `GRU(64, reset before, sequences)`
    @Override public String toString() {
        return "GRU(" + units + (recurrentActivation == Activation.SIGMOID ? "" : ", hard sigmoid") + (resetAfter ? "" : ", reset before") + walk.suffix() + ")";
    }

    /// Names it `gru`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "gru"; }

        @Override public Class<GRU> type() { return GRU.class; }

        @Override public List<Option> options() {
            return List.of(new Option("units", Type.INTEGER, "", "≥ 1", "The width of the state."), Seedling.WALK,
                    new Option("recurrentActivation", Type.TEXT, "sigmoid", "sigmoid, hard-sigmoid", "The function of the gates."),
                    new Option("resetAfter", Type.FLAG, "true", "true, false", "Whether the reset gate acts after the product or before it."));
        }

        @Override public Layer create(Options options) {
            return new GRU(options.integer("units"), Seedling.walk(options), options.choice("recurrentActivation", Activation.SIGMOID), options.flag("resetAfter", true));
        }
    }
}
