package dev.lanewise.nn.recurrent;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Initializer;
import dev.lanewise.core.tensor.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A long short-term memory: a state that gates write to, keep and read, step by step.
///
/// With `z = x[t] · weight + h[t−1] · recurrent + bias`, cut into four gates `i, f, c̃, o` of `units` each:
/// `c[t] = σ(f) · c[t−1] + σ(i) · tanh(c̃)` and `h[t] = σ(o) · tanh(c[t])`.
///
/// |           | shape                 |                                                                    |
/// |-----------|-----------------------|--------------------------------------------------------------------|
/// | states    | `[batch, units]` each | `h` and `c`                                                        |
/// | weight    | `[features, 4·units]` | gates in the order i, f, c, o; Glorot uniform                      |
/// | recurrent | `[units, 4·units]`    | orthonormal rows                                                   |
/// | bias      | `[4·units]`           | zeros, for the forget gate `forgetBias`                            |
///
/// Inputs and outputs are those of every [Recurrent] layer. Its relatives have more weights:
///
/// | relative                      | what changes                                                                     | weights |
/// |-------------------------------|----------------------------------------------------------------------------------|---------|
/// | [Form#PEEPHOLES]              | `i` and `f` see `p · c[t−1]`, `o` sees `p · c[t]`                                | `peephole` `[3, units]` for i, f, o, zeros |
/// | [Form#LAYER_NORM]             | `z = LN(x · weight) + LN(h · recurrent) + bias`, `h = σ(o) · tanh(LN(c))`        | `inputGain`, `recurrentGain` `[4·units]`, `cellGain` `[units]`, ones, and `cellBias`, zeros |
/// | [projection(p)][#projection]  | `h = (σ(o) · tanh(c)) · projection`, `p` wide                                    | `projection` `[units, p]`, Glorot uniform; `recurrent` is `[p, 4·units]` |
///
/// Layout and beginnings are Keras's. PyTorch orders the gates i, f, g, o too but transposes, has two biases, begins them all
/// uniform in `±1/√units`, and has no forget bias of one; ONNX orders them i, o, f, c. Keras 1 and 2 up to 2.2 had a hard sigmoid for σ.
///
/// @param units width of the state, at least 1
/// @param walk how it goes through a sequence
/// @param recurrentActivation σ: sigmoid, or hard sigmoid as in old Keras
/// @param forgetBias what the bias of the forget gate begins with: 1 keeps the state at first (Jozefowicz et al., 2015)
/// @param form plain, or a relative
/// @param projection width of a projected `h`, or 0 for none
/// @see <a href="https://doi.org/10.1162/neco.1997.9.8.1735">Hochreiter & Schmidhuber (1997)</a>, with the forget gate of
///      <a href="https://doi.org/10.1162/089976600300015015">Gers et al. (2000)</a>; peepholes: Gers et al. (2002); layer norm: Ba et al. (2016);
///      projection: Sak et al. (2014); numbers of the tests: PyTorch's `nn.LSTM`, ONNX, Keras
public record LSTM(int units, Walk walk, Activation recurrentActivation, double forgetBias, Form form, int projection) implements Recurrent<LSTM> {

    /// What the gates look at.
    public enum Form {
        /// The input and the last output.
        PLAIN,
        /// The cell as well.
        PEEPHOLES,
        /// Normalised products.
        LAYER_NORM
    }

    static final int GATES = 4;
    static final float EPSILON = 1e-5f;

    public LSTM {
        if (units < 1) throw new IllegalArgumentException("LSTM: expected units ≥ 1, but got " + units);
        if (!Double.isFinite(forgetBias)) throw new IllegalArgumentException("LSTM: expected a finite forget bias, but got " + forgetBias);
        if (projection < 0) throw new IllegalArgumentException("LSTM: expected a projection ≥ 0, but got " + projection);
        requireGate("LSTM", recurrentActivation);
    }

    static void requireGate(String owner, Activation gate) {
        if (gate != Activation.SIGMOID && gate != Activation.HARD_SIGMOID) throw new IllegalArgumentException(owner + ": expected sigmoid or hard sigmoid gates, but got " + gate);
    }

    public static LSTM of(int units) { return new LSTM(units, Walk.standard(), Activation.SIGMOID, 1, Form.PLAIN, 0); }

    /// As `nn.LSTM` begins but for the numbers themselves: no forget bias.
    public static LSTM pytorch(int units) { return of(units).forgetBias(0); }

    @Override public LSTM walk(Walk walk) { return new LSTM(units, walk, recurrentActivation, forgetBias, form, projection); }

    public LSTM recurrentActivation(Activation recurrentActivation) { return new LSTM(units, walk, recurrentActivation, forgetBias, form, projection); }

    public LSTM forgetBias(double forgetBias) { return new LSTM(units, walk, recurrentActivation, forgetBias, form, projection); }

    public LSTM form(Form form) { return new LSTM(units, walk, recurrentActivation, forgetBias, form, projection); }

    public LSTM projection(int projection) { return new LSTM(units, walk, recurrentActivation, forgetBias, form, projection); }

    /// Whether the kernels of linalg know it.
    boolean isPlain() { return recurrentActivation == Activation.SIGMOID && form == Form.PLAIN && projection == 0; }

    @Override public List<Integer> stateWidths() { return List.of(projection == 0 ? units : projection, units); }

    @Override public BoundRecurrent bind(List<Shape> inputs, Seed seed) {
        outputShape(inputs);
        Seedling seedling = new Seedling(inputs.getFirst().last(), stateWidths().getFirst(), seed);
        int width = GATES * units;
        List<Weight> weights = new ArrayList<>(List.of(seedling.input(width), seedling.recurrent(width), Weight.of("bias", Shape.of(width), bias())));
        if (form == Form.PEEPHOLES) weights.add(Weight.zeros("peephole", Shape.of(3, units)));
        if (form == Form.LAYER_NORM) weights.addAll(List.of(ones("inputGain", width), ones("recurrentGain", width), ones("cellGain", units), Weight.zeros("cellBias", Shape.of(units))));
        if (projection > 0) weights.add(seedling.weight("projection", units, projection, Initializer.GLOROT_UNIFORM));
        return BoundRecurrent.of(this, weights);
    }

    private float[] bias() {
        float[] bias = new float[GATES * units];
        Arrays.fill(bias, units, 2 * units, (float) forgetBias);
        return bias;
    }

    private static Weight ones(String name, int n) {
        float[] values = new float[n];
        Arrays.fill(values, 1);
        return Weight.of(name, Shape.of(n), values);
    }

    /// `LSTM(64)`, `LSTM(64, peepholes, sequences, backwards)`
    @Override public String toString() {
        return "LSTM(" + units + (recurrentActivation == Activation.SIGMOID ? "" : ", hard sigmoid")
                + switch (form) { case PLAIN -> ""; case PEEPHOLES -> ", peepholes"; case LAYER_NORM -> ", layer norm"; }
                + (projection > 0 ? ", projection " + projection : "") + walk.suffix() + ")";
    }

    /// Names it `lstm`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "lstm"; }

        @Override public Class<LSTM> type() { return LSTM.class; }

        @Override public List<Option> options() {
            return List.of(new Option("units", Type.INTEGER, "", "≥ 1", "The width of the state."), Seedling.WALK,
                    new Option("recurrentActivation", Type.TEXT, "sigmoid", "sigmoid, hard-sigmoid", "The function of the gates."),
                    new Option("forgetBias", Type.NUMBER, "1", "any number", "What the bias of the forget gate begins with."),
                    new Option("form", Type.TEXT, "plain", "plain, peepholes, layer-norm", "What the gates look at."),
                    new Option("projection", Type.INTEGER, "0", "≥ 0", "The width of a projected output, or 0."));
        }

        @Override public Layer create(Options options) {
            return new LSTM(options.integer("units"), Seedling.walk(options), options.choice("recurrentActivation", Activation.SIGMOID),
                    options.number("forgetBias", 1), options.choice("form", Form.PLAIN), options.integer("projection", 0));
        }
    }
}
