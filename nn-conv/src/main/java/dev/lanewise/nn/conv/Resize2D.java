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

/// Images of another height and width, without anything learned.
///
/// |        | shape                              |
/// |--------|------------------------------------|
/// | input  | `[batch, height, width, channels]` |
/// | output | `[batch, size, size, channels]`    |
///
/// Making images smaller looks at the pixels around the new ones only; [AdaptiveAveragePool2D] looks at all of them.
///
/// @param size the height and width of the output
public record Resize2D(Size size, Interpolation interpolation) implements Layer {

    /// On the lines between pixels.
    public static Resize2D of(int size) { return of(Size.of(size)); }

    public static Resize2D of(Size size) { return new Resize2D(size, Interpolation.LINEAR); }

    public Resize2D interpolation(Interpolation interpolation) { return new Resize2D(size, interpolation); }

    @Override public Shape outputShape(Shape input) { return Partition.outputShape(input, size, this); }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundLayer.of(x -> Resampling.of(x, interpolation.taps(x.shape().extent(1), size.height()), interpolation.taps(x.shape().extent(2), size.width())));
    }

    /// `Resize2D(224, linear)`
    @Override public String toString() { return "Resize2D(" + size.spelled() + ", " + interpolation.name().toLowerCase(Locale.ROOT) + ")"; }

    /// Names it `resize2d`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "resize2d"; }

        @Override public Class<Resize2D> type() { return Resize2D.class; }

        @Override public List<Option> options() {
            return List.of(new Option("size", Type.INTEGERS, "", "≥ 1", "The height and width of the output."),
                    new Option("interpolation", Type.TEXT, "linear", "nearest, linear, cubic", "How pixels between pixels are made."));
        }

        @Override public Layer create(Options options) {
            return new Resize2D(Size.read(options, "size", Size.of(1)), options.choice("interpolation", Interpolation.LINEAR));
        }
    }
}
