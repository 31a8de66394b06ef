package dev.lanewise.core.internal;

import dev.lanewise.core.Options;
import dev.lanewise.core.layer.Gated;
import dev.lanewise.core.layer.GroupNorm;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.PReLU;
import dev.lanewise.core.layer.Parametric;
import dev.lanewise.core.layer.RMSNorm;
import dev.lanewise.core.layer.Softmax;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.core.tensor.Activation;
import java.util.List;

/// The names of normalisations and activations.
public final class NormLayers {

    private NormLayers() { }

    public static final class OfRMSNorm implements LayerProvider {
        @Override public String name() { return "rms-norm"; }

        @Override public Class<RMSNorm> type() { return RMSNorm.class; }

        @Override public List<Option> options() { return List.of(new Option("epsilon", Type.NUMBER, "1.0E-6", "> 0", "Added to the mean square.")); }

        @Override public Layer create(Options options) { return new RMSNorm(options.number("epsilon", 1e-6)); }
    }

    public static final class OfGroupNorm implements LayerProvider {
        @Override public String name() { return "group-norm"; }

        @Override public Class<GroupNorm> type() { return GroupNorm.class; }

        @Override public List<Option> options() {
            return List.of(new Option("groups", Type.INTEGER, "", "≥ 1, or 0 for one for each channel", "The number of groups."),
                    new Option("epsilon", Type.NUMBER, "0.001", "> 0", "Added to the variance."));
        }

        @Override public Layer create(Options options) { return new GroupNorm(options.integer("groups"), options.number("epsilon", 1e-3)); }
    }

    public static final class OfParametric implements LayerProvider {
        @Override public String name() { return "parametric"; }

        @Override public Class<Parametric> type() { return Parametric.class; }

        @Override public List<Option> options() {
            return List.of(new Option("form", Type.TEXT, "leaky_relu", "leaky_relu, elu, celu, softplus, soft_shrink, hard_shrink, threshold, hard_tanh or hard_sigmoid", "Which function."),
                    new Option("first", Type.NUMBER, "", "any number", "The slope, alpha, beta, lambda, threshold or lower limit."),
                    new Option("second", Type.NUMBER, "0.0", "any number", "The value below the threshold, the upper limit or the shift."));
        }

        @Override public Layer create(Options options) {
            return new Parametric(options.choice("form", Parametric.Form.LEAKY_RELU), options.number("first"), options.number("second", 0));
        }
    }

    public static final class OfPReLU implements LayerProvider {
        @Override public String name() { return "prelu"; }

        @Override public Class<PReLU> type() { return PReLU.class; }

        @Override public List<Option> options() { return List.of(new Option("initial", Type.NUMBER, "0.25", "any number", "The slopes at first.")); }

        @Override public Layer create(Options options) { return new PReLU(options.number("initial", 0.25)); }
    }

    public static final class OfGated implements LayerProvider {
        @Override public String name() { return "gated"; }

        @Override public Class<Gated> type() { return Gated.class; }

        @Override public List<Option> options() { return List.of(new Option("activation", Type.TEXT, "sigmoid", "sigmoid, silu, gelu, …", "Of the gate.")); }

        @Override public Layer create(Options options) { return new Gated(options.choice("activation", Activation.SIGMOID)); }
    }

    public static final class OfSoftmax implements LayerProvider {
        @Override public String name() { return "softmax"; }

        @Override public Class<Softmax> type() { return Softmax.class; }

        @Override public List<Option> options() { return List.of(new Option("logarithmic", Type.FLAG, "false", "true or false", "Whether logarithms come out.")); }

        @Override public Layer create(Options options) { return new Softmax(options.flag("logarithmic", false)); }
    }
}
