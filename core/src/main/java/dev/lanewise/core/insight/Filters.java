package dev.lanewise.core.insight;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.linalg.Matrix;

/// What the filters of a convolution look for: each as a small image.
///
/// @param height of a filter
/// @param width of a filter
/// @param images `[filters · channels, height · width]`, the channels of a filter one behind the other
public record Filters(int height, int width, Matrix images) {

    /// @param layer of the network, counted from 0 as in the names of weights
    /// @throws DataException if the layer has no filters
    public static Filters of(TrainedNetwork network, int layer) {
        StoredTensor stored = network.content().tensors().get("network." + layer + ".weight");
        if (stored == null || stored.shape().rank() != 4) throw new DataException("Filters: expected a convolution [height, width, channels, filters] as layer " + layer + " of " + network + ", but it is none");
        Shape shape = stored.shape();
        int pixels = shape.extent(0) * shape.extent(1), filters = shape.last(), channels = shape.extent(2);
        float[] values = stored.floats();
        double[] images = new double[values.length];
        for (int i = 0; i < values.length; i++) images[(i % filters * channels + i / filters % channels) * pixels + i / filters / channels] = values[i];
        return new Filters(shape.extent(0), shape.extent(1), Matrix.wrap(filters * channels, pixels, images));
    }
}
