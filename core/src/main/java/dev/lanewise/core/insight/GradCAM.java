package dev.lanewise.core.insight;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.linalg.Matrix;

/// Where a network sees a class: the maps of one layer, weighted by how much the class's score grows with each of them.
///
/// `map = max(0, Σₖ αₖ · Aᵏ)`, where `αₖ` is the mean of the gradient of the score by map `Aᵏ`.
///
/// That suits networks that end in a mean over their maps. Where a dense layer weighs each place on its own, the mean says little and the map may be
/// empty; [#placewise] weighs each place by its own gradient.
///
/// @see <a href="https://arxiv.org/abs/1610.02391">Selvaraju et al. (2017)</a>
public final class GradCAM {

    /// How a gradient becomes weights of maps: the mean of each channel, or as it is.
    private enum Weighing { CHANNELWISE, PLACEWISE }

    private GradCAM() { }

    /// The map in the size of the layer's own maps: 0 where nothing speaks for the class.
    ///
    /// @param image raw, `[1, height, width, channels]`
    /// @param layer of the network, counted from 0 as in the names of weights; usually the last convolution
    /// @param category the number of the class; for a network with one output its number is 1, and 0 stands for the opposite
    /// @throws dev.lanewise.core.ShapeException if the layer is none that gives maps, or the network does not take the image
    public static Matrix of(TrainedNetwork network, Tensor image, int layer, int category) { return of(network, image, layer, category, Weighing.CHANNELWISE); }

    /// `map = max(0, Σₖ ∂score/∂Aᵏ · Aᵏ)` place by place: with one dense layer behind the maps, what each place adds to the score.
    ///
    /// @see <a href="https://arxiv.org/abs/2011.08891">Draelos & Carin (2020), HiResCAM</a>
    public static Matrix placewise(TrainedNetwork network, Tensor image, int layer, int category) { return of(network, image, layer, category, Weighing.PLACEWISE); }

    private static Matrix of(TrainedNetwork network, Tensor image, int layer, int category, Weighing weighing) {
        LayerWatch watch = new LayerWatch(layer);
        float[][] values = new float[1][];
        network.look(watch, output -> {
            values[0] = watch.maps(network).toArray();                        // its memory is used again on the way back
            return score(output, category);
        }, image);
        Tensor maps = watch.maps(network);
        float[] gradient = watch.gradientOf(maps);
        return map(maps.shape(), values[0], weighing == Weighing.PLACEWISE ? gradient : means(gradient, maps.shape().last()));
    }

    /// The mean of each channel at all of its places.
    private static float[] means(float[] gradient, int channels) {
        double[] sums = new double[channels];
        for (int i = 0; i < gradient.length; i++) sums[i % channels] += gradient[i];
        float[] means = new float[gradient.length];
        for (int i = 0; i < means.length; i++) means[i] = (float) (sums[i % channels] * channels / means.length);
        return means;
    }

    /// The logit of a class as a tensor whose sum it is.
    static Tensor score(Tensor output, int category) {
        int classes = output.shape().last();
        if (category < 0 || category >= Math.max(2, classes)) throw new IllegalArgumentException("GradCAM: expected a class in 0 … " + (Math.max(2, classes) - 1) + ", but got " + category);
        float[] choice = new float[output.size()];
        choice[classes == 1 ? 0 : category] = classes == 1 && category == 0 ? -1 : 1;
        return output.times(output.tape().constant(output.shape(), choice));
    }

    private static Matrix map(Shape shape, float[] values, float[] weights) {
        int channels = shape.last();
        double[] map = new double[values.length / channels];
        for (int i = 0; i < values.length; i++) map[i / channels] += (double) weights[i] * values[i];
        for (int i = 0; i < map.length; i++) map[i] = Math.max(0, map[i]);
        return Matrix.wrap(shape.extent(1), shape.extent(2), map);
    }

    /// A map in the size of the image, interpolated linearly between the centres of its places.
    public static Matrix enlarged(Matrix map, int height, int width) {
        double[] to = new double[height * width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) to[y * width + x] = between(map, (y + 0.5) * map.rows() / height - 0.5, (x + 0.5) * map.columns() / width - 0.5);
        }
        return Matrix.wrap(height, width, to);
    }

    private static double between(Matrix map, double y, double x) {
        double row = Math.clamp(y, 0, map.rows() - 1.0), column = Math.clamp(x, 0, map.columns() - 1.0);
        int top = (int) row, left = (int) column, bottom = Math.min(top + 1, map.rows() - 1), right = Math.min(left + 1, map.columns() - 1);
        double upper = map.get(top, left) + (column - left) * (map.get(top, right) - map.get(top, left));
        double lower = map.get(bottom, left) + (column - left) * (map.get(bottom, right) - map.get(bottom, left));
        return upper + (row - top) * (lower - upper);
    }
}
