package dev.lanewise.core.insight;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.linalg.Matrix;

/// Which parts of an image a network needs: how much the probability of a class falls when a square is covered.
///
/// The square has the mean of the image in each channel. It stands with its centre at every `stride`-th pixel and may reach over the border.
///
/// @param side of the square, at least 1
/// @param stride from one place to the next, at least 1
/// @see <a href="https://arxiv.org/abs/1311.2901">Zeiler & Fergus (2014), section 4.2</a>
public record Occlusion(int side, int stride) {

    public Occlusion {
        if (Math.min(side, stride) < 1) throw new IllegalArgumentException("Occlusion: expected side and stride ≥ 1, but got " + side + " and " + stride);
    }

    /// At every second pixel.
    public static Occlusion of(int side) { return new Occlusion(side, 2); }

    /// What is lost at each place: `[⌈height / stride⌉, ⌈width / stride⌉]`, negative where covering helps.
    ///
    /// @param image raw, `[1, height, width, channels]`
    /// @param category the number of the class
    public Matrix map(TrainedNetwork network, Tensor image, int category) {
        Shape shape = image.shape();
        int rows = Math.ceilDiv(shape.extent(1), stride), columns = Math.ceilDiv(shape.extent(2), stride);
        float[] mean = mean(image);
        double whole = probability(network.predict(image), 0, category);
        double[] lost = new double[rows * columns];
        for (int row = 0; row < rows; row++) {
            float[] covered = new float[columns * image.size()];
            for (int column = 0; column < columns; column++) cover(image, row * stride, column * stride, mean, covered, column * image.size());
            Tensor said = network.predict(Tensor.of(shape.withoutFirst().withFirst(columns), covered));
            for (int column = 0; column < columns; column++) lost[row * columns + column] = whole - probability(said, column, category);
        }
        return Matrix.wrap(rows, columns, lost);
    }

    private static float[] mean(Tensor image) {
        int channels = image.shape().last();
        double[] sums = new double[channels];
        float[] values = image.toArray(), mean = new float[channels];
        for (int i = 0; i < values.length; i++) sums[i % channels] += values[i];
        for (int c = 0; c < channels; c++) mean[c] = (float) (sums[c] * channels / values.length);
        return mean;
    }

    private void cover(Tensor image, int y, int x, float[] mean, float[] to, int from) {
        int height = image.shape().extent(1), width = image.shape().extent(2), channels = mean.length;
        System.arraycopy(image.data(), 0, to, from, image.size());
        for (int i = Math.max(0, y - side / 2); i < Math.min(height, y - side / 2 + side); i++) {
            for (int j = Math.max(0, x - side / 2); j < Math.min(width, x - side / 2 + side); j++) System.arraycopy(mean, 0, to, from + (i * width + j) * channels, channels);
        }
    }

    private static double probability(Tensor said, int row, int category) {
        int classes = said.shape().last();
        double p = said.data()[row * classes + (classes == 1 ? 0 : category)];
        return classes == 1 && category == 0 ? 1 - p : p;
    }
}
