package dev.lanewise.core.tensor;

import com.google.common.collect.ImmutableList;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import java.util.Arrays;
import java.util.List;

/// Which elements count: said in words, so that nobody has to remember whether `true` keeps or drops.
///
/// What is masked has rows as its last axis: attention scores are `[batch, heads, queries, keys]`, one row for each query. A mask is
/// aligned with it at the ends of both shapes, and an extent of 1 repeats: `[queries, keys]` serves all samples and heads,
/// `[batch, 1, 1, keys]` all heads and queries of a sample. A row of which nothing is kept has zeros for weights, and no gradient.
/// Immutable.
public final class Mask {

    private static final Mask NONE = new Mask(List.of());

    /// Something that drops elements; a mask keeps what none of its rules drops.
    private sealed interface Rule {
        Rows over(Shape masked);
    }

    /// A mask laid over something of a known shape.
    @FunctionalInterface
    public interface Rows {
        /// Writes `with` to those of the elements `from … to − 1` of a row that don't count; they stand at `at` and behind it.
        ///
        /// @param row the number of the row in row-major order
        void drop(int row, int from, int to, float[] values, int at, float with);

        /// No element of a row before this one counts.
        default int first(int row) { return 0; }

        /// No element of a row of `n` from this one on counts.
        default int end(int row, int n) { return n; }

        /// Whether all elements between [#first] and [#end] count.
        default boolean isBand() { return false; }
    }

    private final ImmutableList<Rule> rules;

    private Mask(List<Rule> rules) {
        this.rules = ImmutableList.copyOf(rules);
    }

    /// Everything counts.
    public static Mask none() { return NONE; }

    /// What is `true` counts.
    public static Mask keep(Shape shape, boolean... kept) { return new Mask(List.of(new Table(shape, kept))); }

    /// What is `true` doesn't count.
    public static Mask drop(Shape shape, boolean... dropped) {
        boolean[] kept = new boolean[dropped.length];
        for (int i = 0; i < kept.length; i++) kept[i] = !dropped[i];
        return keep(shape, kept);
    }

    /// The first `lengths[i]` elements of sample `i` count: `[batch, longest]`.
    public static Mask lengths(int longest, int... lengths) {
        boolean[] kept = new boolean[Math.multiplyExact(longest, lengths.length)];
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] < 0 || lengths[i] > longest) throw new IllegalArgumentException("Mask.lengths: expected lengths in 0 … " + longest + ", but got " + lengths[i]);
            Arrays.fill(kept, i * longest, i * longest + lengths[i], true);
        }
        return keep(Shape.of(lengths.length, longest), kept);
    }

    /// Query `i` sees the keys `0 … i`.
    public static Mask causal() { return causal(0); }

    /// Query `i` sees the keys `0 … before + i`: the queries are the steps after the first `before` keys.
    public static Mask causal(int before) { return new Mask(List.of(new Causal(before))); }

    /// Query `i` sees the keys `i − steps + 1 … i + steps − 1`: the nearest ones. With [#causal()] it is a window that slides over the past.
    public static Mask window(int steps) { return window(steps, 0); }

    /// Query `i` is the step `before + i` and sees the nearest keys.
    public static Mask window(int steps, int before) {
        if (steps < 1) throw new IllegalArgumentException("Mask.window: expected at least one step, but got " + steps);
        return new Mask(List.of(new Window(steps, before)));
    }

    /// What is not 0 counts.
    public static Mask nonZero(Tensor x) {
        boolean[] kept = new boolean[x.size()];
        for (int i = 0; i < kept.length; i++) kept[i] = x.data()[i] != 0;
        return keep(x.shape(), kept);
    }

    /// What both keep.
    public Mask and(Mask other) { return new Mask(ImmutableList.<Rule>builder().addAll(rules).addAll(other.rules).build()); }

    /// The same elements in another shape, such as `[batch, 1, 1, keys]` for `[batch, keys]`.
    ///
    /// @throws IllegalArgumentException if this is not a single mask with a shape
    public Mask reshape(Shape shape) {
        if (rules.size() == 1 && rules.getFirst() instanceof Table table) return keep(shape, table.kept);
        throw new IllegalArgumentException("Mask.reshape: expected a mask made by keep, drop or lengths, but got " + this);
    }

    public boolean isNone() { return rules.isEmpty(); }

    /// This mask over something of the given shape.
    ///
    /// @throws ShapeException if it cannot be broadcast to it
    public Rows over(Shape masked) {
        List<Rows> all = rules.stream().map(rule -> rule.over(masked)).toList();
        if (all.size() == 1) return all.getFirst();
        return new AllOf(all);
    }

    private record AllOf(List<Rows> all) implements Rows {

        @Override public void drop(int row, int from, int to, float[] values, int at, float with) {
            for (Rows rows : all) rows.drop(row, from, to, values, at, with);
        }

        @Override public int first(int row) {
            int first = 0;
            for (Rows rows : all) first = Math.max(first, rows.first(row));
            return first;
        }

        @Override public int end(int row, int n) {
            int end = n;
            for (Rows rows : all) end = Math.min(end, rows.end(row, n));
            return end;
        }

        @Override public boolean isBand() { return all.stream().allMatch(Rows::isBand); }
    }

    @Override public String toString() { return "Mask" + rules; }

    private record Causal(int before) implements Rule {

        @Override public Rows over(Shape masked) { return new Band(queries("causal", masked), Integer.MAX_VALUE, before, 1); }

        @Override public String toString() { return "causal" + (before == 0 ? "" : " after " + before); }
    }

    private record Window(int steps, int before) implements Rule {

        @Override public Rows over(Shape masked) { return new Band(queries("window", masked), steps, before, steps); }

        @Override public String toString() { return "window of " + steps + (before == 0 ? "" : " after " + before); }
    }

    private static int queries(String rule, Shape masked) {
        if (masked.rank() < 2) throw ShapeException.expected("Mask." + rule, "something with queries and keys, […, queries, keys]", masked);
        return Math.max(1, masked.extent(-2));
    }

    /// Query `i` sees the keys `before + i − back + 1 … before + i + ahead − 1`.
    private record Band(int queries, int back, int before, int ahead) implements Rows {

        @Override public int first(int row) { return (int) Math.max(0, (long) row % queries + before - back + 1); }

        @Override public int end(int row, int n) { return Math.clamp((long) row % queries + before + ahead, 0, n); }

        @Override public boolean isBand() { return true; }

        @Override public void drop(int row, int from, int to, float[] values, int at, float with) {
            int first = Math.clamp(first(row), from, to), end = Math.clamp(end(row, to), first, to);
            Arrays.fill(values, at, at + first - from, with);
            Arrays.fill(values, at + end - from, at + to - from, with);
        }
    }

    private record Table(Shape shape, boolean[] kept) implements Rule {

        Table {
            if (shape.rank() < 1 || shape.size() != kept.length) {
                throw new ShapeException("Mask: expected " + (shape.rank() < 1 ? "at least one axis" : shape.size() + " flags for " + shape) + ", but got " + kept.length + (shape.rank() < 1 ? " flags for " + shape : ""));
            }
            kept = kept.clone();
        }

        @Override public Rows over(Shape masked) {
            requireBroadcast(masked);
            int width = shape.last(), axes = masked.rank() - 1;
            int[] extents = masked.extents(), strides = strides(axes);
            return (row, from, to, values, at, with) -> {
                int flags = 0;
                for (int axis = axes - 1, rest = row; axis >= 0; rest /= extents[axis], axis--) flags += rest % extents[axis] * strides[axis];
                for (int j = from; j < to; j++) if (!kept[flags + (width == 1 ? 0 : j)]) values[at + j - from] = with;
            };
        }

        /// How far the next index of each leading axis of what is masked is in the table; 0 where it repeats.
        private int[] strides(int axes) {
            int[] strides = new int[axes];
            int stride = shape.last();
            for (int own = shape.rank() - 2, axis = axes - 1; own >= 0; own--, axis--) {
                strides[axis] = shape.extent(own) == 1 ? 0 : stride;
                stride *= shape.extent(own);
            }
            return strides;
        }

        private void requireBroadcast(Shape masked) {
            boolean fits = shape.rank() <= masked.rank();
            for (int axis = 1; fits && axis <= shape.rank(); axis++) fits = shape.extent(-axis) == 1 || shape.extent(-axis) == masked.extent(-axis);
            if (!fits) throw ShapeException.expected("Mask" + shape, "something that it can be broadcast to", masked);
        }

        @Override public String toString() { return "kept of " + shape; }
    }
}
