package dev.lanewise.nn.conv;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;

/// Divides each channel by what its neighbours say at the same pixel: `y = x / (k + alpha / size · Σ x²)^beta` over `size` channels around it.
///
/// `[batch, …, channels]` in, the same shape out. An even number of channels has one more behind than in front, as in ONNX; the division by `size` is
/// PyTorch's and ONNX's, Krizhevsky and TensorFlow leave it out.
///
/// @param size channels that count, at least 1
/// @see <a href="https://papers.nips.cc/paper/4824">Krizhevsky et al. (2012)</a>
public record LocalResponseNorm(int size, double alpha, double beta, double k) implements Layer {

    public LocalResponseNorm {
        if (size < 1) throw new IllegalArgumentException("LocalResponseNorm: expected a size ≥ 1, but got " + size);
        if (!(alpha >= 0 && k > 0)) throw new IllegalArgumentException("LocalResponseNorm: expected alpha ≥ 0 and k > 0, but got " + alpha + " and " + k);
    }

    /// `alpha` 1e-4, `beta` 0.75 and `k` 1, as in PyTorch.
    public static LocalResponseNorm of(int size) { return new LocalResponseNorm(size, 1e-4, 0.75, 1); }

    public LocalResponseNorm alpha(double alpha) { return new LocalResponseNorm(size, alpha, beta, k); }

    public LocalResponseNorm beta(double beta) { return new LocalResponseNorm(size, alpha, beta, k); }

    public LocalResponseNorm k(double k) { return new LocalResponseNorm(size, alpha, beta, k); }

    @Override public Shape outputShape(Shape input) {
        if (input.rank() < 2 || input.last() < 1) throw ShapeException.expected(this, "input [batch, …, channels]", input);
        return input;
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        int channels = outputShape(input).last();
        Shape square = Shape.of(channels, channels);
        float[] neighbours = neighbours(channels);
        return BoundLayer.of(x -> {
            Tensor sums = x.square().matmul(x.tape().constant(square, neighbours));                     // [batch, …, channels]
            return x.times(sums.times(alpha / size).plus(k).power(-beta));
        });
    }

    /// `[channels, channels]`: 1 where the channel of the row counts for that of the column.
    private float[] neighbours(int channels) {
        float[] neighbours = new float[channels * channels];
        int before = (size - 1) / 2, after = size - 1 - before;
        for (int channel = 0; channel < channels; channel++) {
            for (int other = Math.max(0, channel - before); other <= Math.min(channels - 1, channel + after); other++) neighbours[other * channels + channel] = 1;
        }
        return neighbours;
    }

    @Override public String toString() { return "LocalResponseNorm(" + size + ")"; }

    /// Names it `local-response-norm`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "local-response-norm"; }

        @Override public Class<LocalResponseNorm> type() { return LocalResponseNorm.class; }

        @Override public List<Option> options() {
            return List.of(new Option("size", Type.INTEGER, "", "≥ 1", "Channels that count."), new Option("alpha", Type.NUMBER, "1.0E-4", "≥ 0", "The weight of the squares."),
                    new Option("beta", Type.NUMBER, "0.75", "any number", "The exponent."), new Option("k", Type.NUMBER, "1.0", "> 0", "Added to the squares."));
        }

        @Override public Layer create(Options options) {
            return new LocalResponseNorm(options.integer("size"), options.number("alpha", 1e-4), options.number("beta", 0.75), options.number("k", 1));
        }
    }
}
