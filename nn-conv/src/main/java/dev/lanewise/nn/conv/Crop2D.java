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
import java.util.List;

/// Images without some rows and columns at their borders.
///
/// |        | shape                                                              |
/// |--------|--------------------------------------------------------------------|
/// | input  | `[batch, height, width, channels]`                                 |
/// | output | `[batch, height − top − bottom, width − left − right, channels]`   |
///
/// @param margin how many, as explicit padding
public record Crop2D(Padding margin) implements Layer {

    public Crop2D {
        if (margin.kind() != Padding.Kind.EXPLICIT) throw new IllegalArgumentException("Crop2D: expected explicit numbers, but got " + margin);
    }

    public static Crop2D of(int margin) { return of(Padding.of(margin)); }

    public static Crop2D of(Padding margin) { return new Crop2D(margin); }

    @Override public Shape outputShape(Shape input) {
        Shape images = input.requireRank(4, this, "[batch, height, width, channels]");
        return Shape.of(images.extent(0), left(images, 1, "height", margin.top() + margin.bottom()), left(images, 2, "width", margin.left() + margin.right()), images.last());
    }

    private int left(Shape input, int axis, String name, int less) {
        int extent = input.extent(axis);
        if (extent == Shape.ANY) return Shape.ANY;
        if (extent <= less) throw ShapeException.expected(this, name + " ≥ " + (less + 1), input);
        return extent - less;
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundLayer.of(x -> x.slice(1, margin.top(), x.shape().extent(1) - margin.bottom()).slice(2, margin.left(), x.shape().extent(2) - margin.right()));
    }

    /// `Crop2D(1)`, `Crop2D(1 0 2 2)` (top, bottom, left, right)
    @Override public String toString() { return "Crop2D(" + margin.toString().replace("padding ", "") + ")"; }

    /// Names it `crop2d`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "crop2d"; }

        @Override public Class<Crop2D> type() { return Crop2D.class; }

        @Override public List<Option> options() {
            return List.of(new Option("margin", Type.OBJECT, "", "a number, or top, bottom, left, right", "How many rows and columns."));
        }

        @Override public Layer create(Options options) { return new Crop2D(Padding.read(options, "margin")); }
    }
}
