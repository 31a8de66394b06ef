package dev.lanewise.core.train;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Network;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.spi.LayerRegistry;
import dev.lanewise.core.spi.LossRegistry;
import dev.lanewise.core.tensor.Weight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A trained network as the content of a model file, and back.
final class NetworkContent {

    private static final String WEIGHTS = "network.";
    private static final String SHIFT = "scaling.shift";
    private static final String SCALE = "scaling.scale";

    private NetworkContent() { }

    static ModelContent of(Network network, BoundLayer bound, Meaning meaning, Recipe recipe) {
        Options settings = Options.none().with("options", recipe.options())
                .with("network", LayerRegistry.load().describe(network))
                .with("loss", LossRegistry.load().describe(meaning.loss()));
        Scaling scaling = meaning.scaling();
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (Weight weight : bound.weights()) tensors.put(WEIGHTS + weight.name(), StoredTensor.of(weight.shape(), weight.values().clone()));
        tensors.put(SHIFT, StoredTensor.of(Shape.of(scaling.shift().length), scaling.shift().clone()));
        tensors.put(SCALE, StoredTensor.of(Shape.of(scaling.scale().length), scaling.scale().clone()));
        return new ModelContent(recipe.model(), settings, meaning.schema(), recipe.provenance(), tensors);
    }

    static TrainedNetwork restore(ModelContent content) {
        Layer layer = LayerRegistry.load().create(content.settings().options("network"));
        if (!(layer instanceof Network network)) throw new DataException("Model file: expected a network, but got " + layer);
        BoundLayer bound = network.bind(Seed.of(0));
        copyWeights(content, bound);
        Scaling scaling = scaling(content);
        Meaning meaning = new Meaning(content.schema(), scaling, LossRegistry.load().read(content.settings(), "loss"));
        Recipe recipe = new Recipe(content.model(), content.settings().options("options"), content.provenance());
        return new TrainedNetwork(network, bound, meaning, recipe, new History(List.of()));
    }

    static void copyWeights(ModelContent content, BoundLayer bound) {
        for (Weight weight : bound.weights()) {
            System.arraycopy(floats(content, WEIGHTS + weight.name(), weight.shape()), 0, weight.values(), 0, weight.shape().size());
        }
    }

    /// One number for all features, one for each, or one for each entry of their last axis.
    private static Scaling scaling(ModelContent content) {
        float[] shift = floats(content, SHIFT, null), scale = floats(content, SCALE, null);
        Shape sample = content.schema().inputs().getFirst();
        boolean fits = shift.length == scale.length && (shift.length == 1 || shift.length == sample.size() || sample.rank() > 0 && shift.length == sample.last());
        if (!fits) {
            throw new DataException("Model file: expected one '" + SHIFT + "' and '" + SCALE + "', or one for each of the features " + content.schema().inputs().getFirst()
                    + ", but got " + shift.length + " and " + scale.length);
        }
        return new Scaling(shift.clone(), scale.clone());
    }

    private static float[] floats(ModelContent content, String name, @org.jspecify.annotations.Nullable Shape shape) {
        StoredTensor tensor = content.tensors().get(name);
        if (!(tensor instanceof StoredTensor.Floats floats) || shape != null && !floats.shape().equals(shape)) {
            throw new DataException("Model file: expected a float32 tensor '" + name + "'" + (shape == null ? "" : " of " + shape) + ", but "
                    + (tensor == null ? "it is not there" : "it has " + tensor.shape()));
        }
        return floats.values();
    }
}
