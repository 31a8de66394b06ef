package dev.lanewise.nn.conv;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.util.List;
import java.util.Locale;

/// Images a whole number of times as high and wide, without anything learned.
///
/// |        | shape                                                   |
/// |--------|---------------------------------------------------------|
/// | input  | `[batch, height, width, channels]`                      |
/// | output | `[batch, height · factor, width · factor, channels]`    |
///
/// @param factor down and across
public record UpSample2D(Size factor, Interpolation interpolation) implements Layer {

    /// Every pixel `factor · factor` times.
    public static UpSample2D of(int factor) { return of(Size.of(factor)); }

    public static UpSample2D of(Size factor) { return new UpSample2D(factor, Interpolation.NEAREST); }

    public UpSample2D interpolation(Interpolation interpolation) { return new UpSample2D(factor, interpolation); }

    @Override public Shape outputShape(Shape input) {
        Shape images = input.requireRank(4, this, "[batch, height, width, channels]");
        return Shape.of(images.extent(0), times(images.extent(1), factor.height()), times(images.extent(2), factor.width()), images.last());
    }

    private static int times(int extent, int factor) { return extent == Shape.ANY ? Shape.ANY : Math.multiplyExact(extent, factor); }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundLayer.of(x -> {
            int height = x.shape().extent(1), width = x.shape().extent(2);
            return Resampling.of(x, interpolation.taps(height, height * factor.height()), interpolation.taps(width, width * factor.width()));
        });
    }

    /// `UpSample2D(2, linear)`
    @Override public String toString() { return "UpSample2D(" + factor.spelled() + ", " + interpolation.name().toLowerCase(Locale.ROOT) + ")"; }

    /// Names it `up-sample2d`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "up-sample2d"; }

        @Override public Class<UpSample2D> type() { return UpSample2D.class; }

        @Override public List<Option> options() {
            return List.of(new Option("factor", Type.INTEGERS, "2", "≥ 1", "How many times as high and wide."),
                    new Option("interpolation", Type.TEXT, "nearest", "nearest, linear, cubic", "How pixels between pixels are made."));
        }

        @Override public Layer create(Options options) {
            return new UpSample2D(Size.read(options, "factor", Size.of(2)), options.choice("interpolation", Interpolation.NEAREST));
        }
    }
}
