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
import dev.lanewise.core.tensor.Pads;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;
import java.util.Locale;

/// Rows and columns around images.
///
/// |        | shape                                                              |
/// |--------|--------------------------------------------------------------------|
/// | input  | `[batch, height, width, channels]`                                 |
/// | output | `[batch, top + height + bottom, left + width + right, channels]`   |
///
/// In front of a convolution that stays inside its image it is the padding mode of other libraries: `Pad2D.reflect(1)`, then `Conv2D.of(32, 3)`.
///
/// @param margin how many, as explicit padding
/// @param with what stands in them
public record Pad2D(Padding margin, With with) implements Windowed {

    /// What stands in the rows and columns that are added.
    public enum With {
        ZEROS,
        /// The mirror image without the border itself: `c b | a b c | b a`. The margin must be smaller than the image.
        REFLECTION,
        /// The pixel at the border: `a a | a b c | c c`.
        REPLICATION,
        /// The other end of the image: `b c | a b c | a b`.
        CIRCLE
    }

    public Pad2D {
        if (margin.kind() != Padding.Kind.EXPLICIT) throw new IllegalArgumentException("Pad2D: expected explicit padding, but got " + margin);
    }

    public static Pad2D zeros(int margin) { return of(Padding.of(margin)); }

    public static Pad2D reflect(int margin) { return of(Padding.of(margin)).with(With.REFLECTION); }

    public static Pad2D replicate(int margin) { return of(Padding.of(margin)).with(With.REPLICATION); }

    /// Zeros.
    public static Pad2D of(Padding margin) { return new Pad2D(margin, With.ZEROS); }

    public Pad2D with(With with) { return new Pad2D(margin, with); }

    /// A single pixel, with the margin as padding.
    @Override public Window window() { return Window.of(Size.of(1)).padding(margin); }

    @Override public Shape outputShape(Shape input) {
        Shape output = window().outputShape(input, this);
        requireMirror(input, 1, "height", Math.max(margin.top(), margin.bottom()));
        requireMirror(input, 2, "width", Math.max(margin.left(), margin.right()));
        return output;
    }

    private void requireMirror(Shape input, int axis, String name, int most) {
        int extent = input.extent(axis);
        if (with == With.REFLECTION && extent != Shape.ANY && most >= extent) throw ShapeException.expected(this, name + " ≥ " + (most + 1), input);
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundLayer.of(x -> along(along(x, 1, margin.top(), margin.bottom()), 2, margin.left(), margin.right()));
    }

    private Tensor along(Tensor x, int axis, int before, int after) {
        return switch (with) {
            case ZEROS -> Pads.constant(x, axis, before, after, 0);
            case REFLECTION -> Pads.reflect(x, axis, before, after);
            case REPLICATION -> Pads.replicate(x, axis, before, after);
            case CIRCLE -> Pads.wrap(x, axis, before, after);
        };
    }

    /// `Pad2D(padding 1, reflection)`
    @Override public String toString() { return "Pad2D(" + margin + ", " + with.name().toLowerCase(Locale.ROOT) + ")"; }

    /// Names it `pad2d`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "pad2d"; }

        @Override public Class<Pad2D> type() { return Pad2D.class; }

        @Override public List<Option> options() {
            return List.of(new Option("margin", Type.OBJECT, "", "a number, or top, bottom, left, right", "How many rows and columns."),
                    new Option("with", Type.TEXT, "zeros", "zeros, reflection, replication, circle", "What stands in them."));
        }

        @Override public Layer create(Options options) { return new Pad2D(Padding.read(options, "margin"), options.choice("with", With.ZEROS)); }
    }
}
