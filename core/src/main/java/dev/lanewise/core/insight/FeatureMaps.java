package dev.lanewise.core.insight;

import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.linalg.Matrix;
import java.util.Arrays;

/// What one layer makes of an image: a map for each of its channels.
///
/// @param height of a map
/// @param width of a map
/// @param maps `[channels, height · width]`
public record FeatureMaps(int height, int width, Matrix maps) {

    /// @param image raw, `[1, height, width, channels]`
    /// @param layer of the network, counted from 0 as in the names of weights
    /// @throws dev.lanewise.core.ShapeException if the layer is none that gives maps, or the network does not take the image
    public static FeatureMaps of(TrainedNetwork network, Tensor image, int layer) {
        LayerWatch watch = new LayerWatch(layer);
        Matrix[] maps = new Matrix[1];
        network.look(watch, output -> {
            maps[0] = byChannel(watch.maps(network));
            return output.detached();                                         // nothing has to flow back
        }, image);
        Tensor shape = watch.maps(network);
        return new FeatureMaps(shape.shape().extent(1), shape.shape().extent(2), maps[0]);
    }

    private static Matrix byChannel(Tensor maps) {
        int channels = maps.shape().last(), pixels = maps.size() / channels;
        float[] values = maps.data();
        double[] rows = new double[maps.size()];
        for (int i = 0; i < rows.length; i++) rows[i % channels * pixels + i / channels] = values[i];
        return Matrix.wrap(channels, pixels, rows);
    }

    /// The channels whose largest value is largest, at most `count` of them, in their order.
    public FeatureMaps strongest(int count) {
        int[] rows = java.util.stream.IntStream.range(0, maps.rows()).boxed()
                .sorted(java.util.Comparator.comparingDouble(row -> -Arrays.stream(maps.row(row).toArray()).max().orElse(0)))
                .limit(count).sorted().mapToInt(Integer::intValue).toArray();
        return new FeatureMaps(height, width, Matrix.stackRows(Arrays.stream(rows).mapToObj(row -> maps.rows(row, row + 1)).toArray(Matrix[]::new)));
    }
}
