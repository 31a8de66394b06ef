package dev.lanewise.core.layer;

import com.google.common.primitives.Ints;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The axes of a sample in another order.
///
/// `[batch, a, b]` in, `[batch, b, a]` out for `Permute.of(2, 1)`.
///
/// @param axes the axes counted from 1, each of them once: axis `i` of the output is axis `axes[i]` of the input; the batch stays in front
public record Permute(List<Integer> axes) implements Layer {

    public Permute {
        axes = List.copyOf(axes);
        List<Integer> expected = IntStream.rangeClosed(1, axes.size()).boxed().toList();
        if (!axes.stream().sorted().toList().equals(expected)) throw new IllegalArgumentException("Permute: expected each axis from 1 on once, but got " + axes);
    }

    public static Permute of(int... axes) { return new Permute(Ints.asList(axes)); }

    private int[] order() { return IntStream.concat(IntStream.of(0), axes.stream().mapToInt(Integer::intValue)).toArray(); }

    @Override public Shape outputShape(Shape input) {
        if (input.rank() != axes.size() + 1) throw ShapeException.expected(this, "input with " + axes.size() + " axes behind the batch", input);
        return Shape.of(IntStream.of(order()).map(input::extent).toArray());
    }

    @Override public BoundLayer bind(Shape input, Seed seed) {
        outputShape(input);
        return BoundLayer.of(x -> x.transpose(order()));
    }

    @Override public String toString() { return axes.stream().map(String::valueOf).collect(Collectors.joining(", ", "Permute(", ")")); }
}
