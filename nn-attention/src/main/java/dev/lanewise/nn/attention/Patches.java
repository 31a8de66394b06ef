package dev.lanewise.nn.attention;

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

/// Pictures as sequences of their squares, row by row.
///
/// `[batch, height, width, channels]` in, `[batch, height/size · width/size, size²·channels]` out; no weights.
///
/// @param size pixels a side, a divisor of height and width
/// @see <a href="https://arxiv.org/abs/2010.11929">Dosovitskiy et al. (2021)</a>
public record Patches(int size) implements Layer {

    public Patches {
        if (size < 1) throw new IllegalArgumentException("Patches: expected a size ≥ 1, but got " + size);
    }

    public static Patches of(int size) { return new Patches(size); }

    @Override public Shape outputShape(Shape input) {
        input.requireRank(4, this, "[batch, height, width, channels]");
        int height = input.extent(1), width = input.extent(2);
        boolean fits = height > 0 && width > 0 && input.last() > 0 && height % size == 0 && width % size == 0;
        if (!fits) throw ShapeException.expected(this, "a height and a width that are multiples of " + size, input);
        return Shape.of(input.extent(0), height / size * (width / size), size * size * input.last());
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundLayer.of(this::cut);
    }

    private Tensor cut(Tensor x) {
        Shape shape = x.shape();
        Tensor squares = x.reshape(Shape.of(shape.extent(0), shape.extent(1) / size, size, shape.extent(2) / size, size, shape.last()));
        return squares.transpose(0, 1, 3, 2, 4, 5).reshape(outputShape(shape));
    }

    @Override public String toString() { return "Patches(" + size + ")"; }

    /// Names it `patches`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "patches"; }

        @Override public Class<Patches> type() { return Patches.class; }

        @Override public List<Option> options() { return List.of(new Option("size", Type.INTEGER, "", "≥ 1", "Pixels a side.")); }

        @Override public Layer create(Options options) { return new Patches(options.integer("size")); }
    }
}
