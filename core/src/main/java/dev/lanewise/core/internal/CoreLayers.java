package dev.lanewise.core.internal;

import dev.lanewise.core.Options;
import dev.lanewise.core.layer.Activate;
import dev.lanewise.core.layer.Add;
import dev.lanewise.core.layer.BatchNorm;
import dev.lanewise.core.layer.Concatenate;
import dev.lanewise.core.layer.Dropout;
import dev.lanewise.core.layer.Embedding;
import dev.lanewise.core.layer.GlobalAverage;
import dev.lanewise.core.layer.Graph;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.LayerNorm;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Reshape;
import dev.lanewise.core.layer.Residual;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.LayerRegistry;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.core.tensor.Activation;
import java.util.Arrays;
import java.util.List;

/// The names of core's own layers. A layer's provider usually stands inside the layer; here that would tie two packages into a cycle.
public final class CoreLayers {

    private CoreLayers() { }

    public static final class OfInput implements LayerProvider {
        @Override public String name() { return "input"; }

        @Override public Class<Input> type() { return Input.class; }

        @Override public List<Option> options() { return List.of(new Option("shape", Type.INTEGERS, "", "≥ 0, or −1 for any", "The shape of one sample.")); }

        @Override public Layer create(Options options) { return Input.of(options.integers("shape")); }
    }

    public static final class OfSequential implements LayerProvider {
        @Override public String name() { return "sequential"; }

        @Override public Class<Sequential> type() { return Sequential.class; }

        @Override public List<Option> options() { return List.of(new Option("layers", Type.OBJECTS, "", "layers", "Layers one behind the other.")); }

        @Override public Layer create(Options options) {
            LayerRegistry registry = LayerRegistry.load();
            return new Sequential(options.list("layers").stream().map(registry::create).toList());
        }
    }

    public static final class OfGraph implements LayerProvider {
        @Override public String name() { return "graph"; }

        @Override public Class<Graph> type() { return Graph.class; }

        @Override public List<Option> options() {
            return List.of(new Option("sources", Type.OBJECTS, "", "input layers", "What goes in."),
                    new Option("steps", Type.OBJECTS, "", "objects with a layer and a from", "Layers and the numbers of the values they take."));
        }

        @Override public Layer create(Options options) {
            LayerRegistry registry = LayerRegistry.load();
            List<Input> sources = options.list("sources").stream().map(registry::create).map(Input.class::cast).toList();
            List<Graph.Step> steps = options.list("steps").stream().map(step -> new Graph.Step(registry.create(step.options("layer")),
                    Arrays.stream(step.integers("from")).boxed().toList())).toList();
            return new Graph(sources, steps);
        }
    }

    public static final class OfDropout implements LayerProvider {
        @Override public String name() { return "dropout"; }

        @Override public Class<Dropout> type() { return Dropout.class; }

        @Override public List<Option> options() { return List.of(new Option("rate", Type.NUMBER, "", "[0, 1)", "The probability of zero.")); }

        @Override public Layer create(Options options) { return new Dropout(options.number("rate")); }
    }

    public static final class OfActivate implements LayerProvider {
        @Override public String name() { return "activate"; }

        @Override public Class<Activate> type() { return Activate.class; }

        @Override public List<Option> options() { return List.of(new Option("activation", Type.TEXT, "relu", "relu, tanh, gelu, …", "Applied to each element.")); }

        @Override public Layer create(Options options) { return new Activate(options.choice("activation", Activation.RELU)); }
    }

    public static final class OfLayerNorm implements LayerProvider {
        @Override public String name() { return "layer-norm"; }

        @Override public Class<LayerNorm> type() { return LayerNorm.class; }

        @Override public List<Option> options() { return List.of(new Option("epsilon", Type.NUMBER, "0.001", "> 0", "Added to the variance.")); }

        @Override public Layer create(Options options) { return new LayerNorm(options.number("epsilon", 1e-3)); }
    }

    public static final class OfBatchNorm implements LayerProvider {
        @Override public String name() { return "batch-norm"; }

        @Override public Class<BatchNorm> type() { return BatchNorm.class; }

        @Override public List<Option> options() {
            return List.of(new Option("momentum", Type.NUMBER, "0.99", "[0, 1]", "The share of the old running statistics."),
                    new Option("epsilon", Type.NUMBER, "0.001", "> 0", "Added to the variance."));
        }

        @Override public Layer create(Options options) { return new BatchNorm(options.number("momentum", 0.99), options.number("epsilon", 1e-3)); }
    }

    public static final class OfEmbedding implements LayerProvider {
        @Override public String name() { return "embedding"; }

        @Override public Class<Embedding> type() { return Embedding.class; }

        @Override public List<Option> options() {
            return List.of(new Option("vocabulary", Type.INTEGER, "", "1 … 2²⁴", "The number of tokens."),
                    new Option("dimension", Type.INTEGER, "", "≥ 1", "The length of a token's vector."),
                    new Option("padding", Type.INTEGER, "-1", "≥ 0, or −1 for none", "The id whose vector is zeros."));
        }

        @Override public Layer create(Options options) {
            return new Embedding(options.integer("vocabulary"), options.integer("dimension"), options.integer("padding", -1));
        }
    }

    public static final class OfGlobalAverage implements LayerProvider {
        @Override public String name() { return "global-average"; }

        @Override public Class<GlobalAverage> type() { return GlobalAverage.class; }

        @Override public List<Option> options() { return List.of(); }

        @Override public Layer create(Options options) { return new GlobalAverage(); }
    }

    public static final class OfProjection implements LayerProvider {
        @Override public String name() { return "projection"; }

        @Override public Class<Projection> type() { return Projection.class; }

        @Override public List<Option> options() { return List.of(new Option("units", Type.INTEGER, "", "≥ 1", "The width of the output.")); }

        @Override public Layer create(Options options) { return new Projection(options.integer("units")); }
    }

    public static final class OfReshape implements LayerProvider {
        @Override public String name() { return "reshape"; }

        @Override public Class<Reshape> type() { return Reshape.class; }

        @Override public List<Option> options() {
            return List.of(new Option("shape", Type.INTEGERS, "", "≥ 0, or −1 for what is left", "The new shape of one sample."));
        }

        @Override public Layer create(Options options) { return Reshape.of(options.integers("shape")); }
    }

    public static final class OfResidual implements LayerProvider {
        @Override public String name() { return "residual"; }

        @Override public Class<Residual> type() { return Residual.class; }

        @Override public List<Option> options() { return List.of(new Option("inner", Type.OBJECT, "", "a layer", "The layer to go around.")); }

        @Override public Layer create(Options options) { return new Residual(LayerRegistry.load().create(options.options("inner"))); }
    }

    public static final class OfAdd implements LayerProvider {
        @Override public String name() { return "add"; }

        @Override public Class<Add> type() { return Add.class; }

        @Override public List<Option> options() { return List.of(); }

        @Override public Layer create(Options options) { return new Add(); }
    }

    public static final class OfConcatenate implements LayerProvider {
        @Override public String name() { return "concatenate"; }

        @Override public Class<Concatenate> type() { return Concatenate.class; }

        @Override public List<Option> options() { return List.of(); }

        @Override public Layer create(Options options) { return new Concatenate(); }
    }
}
