package dev.lanewise.nn.conv;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;

/// A height and a width, each at least 1: of a kernel, of a step, of the gaps in a dilated kernel.
public record Size(int height, int width) {

    public Size {
        if (height < 1 || width < 1) throw new IllegalArgumentException("Size: expected a height and a width ≥ 1, but got " + height + " and " + width);
    }

    /// The same height and width.
    public static Size of(int both) { return new Size(both, both); }

    public static Size of(int height, int width) { return new Size(height, width); }

    /// An option that holds a number, a list of two, or an object with a height and a width.
    static Size read(Options options, String name, Size otherwise) {
        if (!options.has(name)) return otherwise;
        if (options.value(name).orElseThrow() instanceof Options) {
            Options nested = options.options(name);
            return new Size(nested.integer("height"), nested.integer("width"));
        }
        int[] numbers = options.integers(name);
        if (numbers.length > 2 || numbers.length == 0) {
            throw new DataException(options.place() + ": expected a number or a height and a width for '" + name + "', but got " + numbers.length + " numbers");
        }
        return new Size(numbers[0], numbers[numbers.length - 1]);
    }

    boolean isSquare() { return height == width; }

    /// `3` if both are 3, else `3×5`.
    String spelled() { return isSquare() ? Integer.toString(height) : toString(); }

    /// `3×5`
    @Override public String toString() { return height + "×" + width; }
}
