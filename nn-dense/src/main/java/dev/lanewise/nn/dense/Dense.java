package dev.lanewise.nn.dense;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Layers;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Initializer;
import java.util.List;

/// A fully connected layer: `y = activation(x · weight + bias)`.
///
/// |        | shape                             |                                                |
/// |--------|-----------------------------------|------------------------------------------------|
/// | input  | `[batch, features]`               | or `[batch, time, features]`: each step by itself |
/// | output | `[batch, units]`                  | or `[batch, time, units]`                      |
/// | weight | `[features, units]`               | Glorot uniform unless `initializer(…)` says so |
/// | bias   | `[units]`                         | zeros; absent after `bias(false)`              |
///
/// @param units width of the output, at least 1
/// @see <a href="https://proceedings.mlr.press/v9/glorot10a.html">Glorot & Bengio (2010)</a>
public record Dense(int units, Activation activation, Initializer initializer, boolean bias) implements Layer {

    public Dense {
        if (units < 1) throw new IllegalArgumentException("Dense: expected units ≥ 1, but got " + units);
    }

    public static Dense of(int units) { return new Dense(units, Activation.IDENTITY, Initializer.GLOROT_UNIFORM, true); }

    public Dense relu() { return activation(Activation.RELU); }

    public Dense activation(Activation activation) { return new Dense(units, activation, initializer, bias); }

    public Dense initializer(Initializer initializer) { return new Dense(units, activation, initializer, bias); }

    public Dense bias(boolean bias) { return new Dense(units, activation, initializer, bias); }

    @Override public Shape outputShape(Shape input) {
        if (input.rank() != 2 && input.rank() != 3) {
            throw ShapeException.expected(this, "input [batch, features] or [batch, time, features]", input).advise("Put Flatten.of() before it");
        }
        if (input.last() < 1) throw ShapeException.expected(this, "features ≥ 1", input);
        return input.withLast(units);
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundDense.of(this, input.last(), seed);
    }

    @Override public String toString() { return "Dense(" + units + Layers.suffix(activation) + ")"; }

    /// Names it `dense`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "dense"; }

        @Override public Class<Dense> type() { return Dense.class; }

        @Override public List<Option> options() {
            return List.of(new Option("units", Type.INTEGER, "", "≥ 1", "The width of the output."),
                    new Option("activation", Type.TEXT, "identity", "identity, relu, tanh, gelu, …", "Applied to each output."),
                    new Option("initializer", Type.TEXT, "glorot-uniform", "glorot-uniform, he-normal, …", "How the weights begin."),
                    new Option("bias", Type.FLAG, "true", "true, false", "Whether a bias is added."));
        }

        @Override public Layer create(Options options) {
            return new Dense(options.integer("units"), options.choice("activation", Activation.IDENTITY),
                    options.choice("initializer", Initializer.GLOROT_UNIFORM), options.flag("bias", true));
        }
    }
}
