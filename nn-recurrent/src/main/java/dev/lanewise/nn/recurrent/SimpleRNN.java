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

/// The simplest recurrent layer: `h[t] = f(x[t] · weight + h[t−1] · recurrent + bias)`.
///
/// |           | shape               |                  |
/// |-----------|---------------------|------------------|
/// | state     | `[batch, units]`    | `h`              |
/// | weight    | `[features, units]` | Glorot uniform   |
/// | recurrent | `[units, units]`    | orthogonal       |
/// | bias      | `[units]`           | zeros            |
///
/// Inputs and outputs are those of every [Recurrent] layer. Keras's `SimpleRNN`; PyTorch's `nn.RNN` has two biases, which add up to this one.
/// Its gradient shrinks or grows with every step back: for anything that lies far apart take an [LSTM] or a [GRU].
///
/// @param units width of the state, at least 1
/// @param walk how it goes through a sequence
/// @param activation `f`: tanh, or another whose slope its value tells, such as relu
/// @see <a href="https://doi.org/10.1207/s15516709cog1402_1">Elman (1990)</a>
public record SimpleRNN(int units, Walk walk, Activation activation) implements Recurrent<SimpleRNN> {

    public SimpleRNN {
        if (units < 1) throw new IllegalArgumentException("SimpleRNN: expected units ≥ 1, but got " + units);
        if (!activation.gradientFromOutput()) throw new IllegalArgumentException("SimpleRNN: expected an activation whose slope its value tells, such as tanh or relu, but got " + activation);
    }

    public static SimpleRNN of(int units) { return new SimpleRNN(units, Walk.standard(), Activation.TANH); }

    public SimpleRNN activation(Activation activation) { return new SimpleRNN(units, walk, activation); }

    public SimpleRNN relu() { return activation(Activation.RELU); }

    @Override public SimpleRNN walk(Walk walk) { return new SimpleRNN(units, walk, activation); }

    @Override public List<Integer> stateWidths() { return List.of(units); }

    @Override public BoundRecurrent bind(List<Shape> inputs, Seed seed) {
        outputShape(inputs);
        Seedling seedling = new Seedling(inputs.getFirst().last(), units, seed);
        List<Weight> weights = new ArrayList<>(List.of(seedling.input(units), seedling.recurrent(units), Weight.zeros("bias", Shape.of(units))));
        return BoundRecurrent.of(this, weights);
    }

    /// `SimpleRNN(64)`, `SimpleRNN(64, relu, sequences)`
    @Override public String toString() {
        return "SimpleRNN(" + units + (activation == Activation.TANH ? "" : ", " + activation.name().toLowerCase(java.util.Locale.ROOT)) + walk.suffix() + ")";
    }

    /// Names it `simple-rnn`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "simple-rnn"; }

        @Override public Class<SimpleRNN> type() { return SimpleRNN.class; }

        @Override public List<Option> options() {
            return List.of(new Option("units", Type.INTEGER, "", "≥ 1", "The width of the state."), Seedling.WALK,
                    new Option("activation", Type.TEXT, "tanh", "tanh, relu, …", "The function of each unit."));
        }

        @Override public Layer create(Options options) {
            return new SimpleRNN(options.integer("units"), Seedling.walk(options), options.choice("activation", Activation.TANH));
        }
    }
}
