package dev.lanewise.core.layer;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import java.util.Arrays;
import java.util.stream.Collectors;

/// The same elements of each sample in another shape, in row-major order, without copying.
///
/// `[batch, …]` in, `[batch, shape…]` out.
///
/// @param shape the shape of one sample; one extent may be [Shape#ANY] and is then whatever the others leave
public record Reshape(Shape shape) implements Layer {

    public Reshape {
        if (Arrays.stream(shape.extents()).filter(extent -> extent == Shape.ANY).count() > 1) {
            throw new ShapeException("Reshape: expected at most one extent to be left open, but got " + shape);
        }
    }

    /// `Reshape.of(7, 7, -1)` makes 7 × 7 maps of as many channels as there are.
    public static Reshape of(int... extents) { return new Reshape(Shape.of(extents)); }

    /// Each sample as one row.
    public static Reshape flat() { return of(Shape.ANY); }

    @Override public Shape outputShape(Shape input) {
        if (input.rank() < 1) throw ShapeException.expected(this, "input [batch, …]", input);
        if (!input.withoutFirst().isKnown()) throw ShapeException.expected(this, "samples of known extents", input);
        Shape filled = filled(input.sampleSize());
        if (filled.size() != input.sampleSize()) throw ShapeException.expected(this, "samples of " + filled.size() + " elements", input);
        return filled.withFirst(input.extent(0));
    }

    /// The shape with the open extent filled in, as far as that comes out even.
    private Shape filled(int size) {
        int[] extents = shape.extents();
        int known = Arrays.stream(extents).filter(extent -> extent != Shape.ANY).reduce(1, Math::multiplyExact);
        return Shape.of(Arrays.stream(extents).map(extent -> extent != Shape.ANY ? extent : known == 0 ? 0 : Math.max(1, size / known)).toArray());
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        Shape output = outputShape(input);
        return BoundLayer.of(x -> x.reshape(output.with(0, x.shape().extent(0))));
    }

    /// `Reshape(7, 7, any)`
    @Override public String toString() {
        return Arrays.stream(shape.extents()).mapToObj(extent -> extent == Shape.ANY ? "any" : Integer.toString(extent)).collect(Collectors.joining(", ", "Reshape(", ")"));
    }
}
