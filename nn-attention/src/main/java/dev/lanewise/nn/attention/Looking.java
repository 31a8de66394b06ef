package dev.lanewise.nn.attention;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Mask;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ElementKernels;
import java.util.Optional;
import java.util.stream.Stream;

/// Who looks at what: the operands of attention, and how scores come about.
///
/// @param keys how many steps of `k` and `v` there are; their tensors may have room for more
/// @param distances numbers added to the scores by distance, `[heads, queries + keys − 1]`: query `i` and key `j` get number `j − i + queries − 1`
record Looking(ScaledDotProduct settings, Heads q, Heads k, Heads v, int keys, Optional<Tensor> distances) {

    private static final int COLUMNS = 32;

    int heads() { return q.count(); }

    /// Heads of queries for each head of keys.
    int share() { return q.count() / k.count(); }

    int batch() { return q.batch(); }

    int queries() { return q.steps(); }

    float scale() { return (float) settings.scaleFor(q.width()); }

    Tape tape() { return Tape.of(operands()); }

    Tensor[] operands() { return Stream.concat(Stream.of(q.tensor(), k.tensor(), v.tensor()), distances.stream()).toArray(Tensor[]::new); }

    /// `[batch, heads, queries, keys]`
    Shape scores() { return Shape.of(batch(), heads(), queries(), keys); }

    Mask.Rows mask() { return settings.mask().over(scores()); }

    Shape output() { return Shape.of(batch(), queries(), heads() * v.width()); }

    /// The number of a query of a head among all rows of scores.
    int row(int sample, int head, int query) { return (sample * heads() + head) * queries() + query; }

    /// Some queries as they meet keys: side by side and scaled, `[count, width]`.
    void scaled(ElementKernels elements, int sample, int head, int query, int count, float[] to) {
        for (int i = 0; i < count; i++) elements.affine(scale(), q.data(), q.at(sample, query + i, head), 0, to, i * q.width(), q.width());
    }

    /// The scores of `count` [scaled][#scaled] queries from `query` on for `n` keys from `key` on, `[count, n]`; what the mask drops before
    /// [#reach] has −∞.
    void scores(Backend backend, Mask.Rows mask, float[] scaled, int sample, int head, int query, int count, int key, int n, float[] s) {
        backend.gemm(false, true, count, n, q.width(), 1, scaled, 0, q.width(), k.data(), k.at(sample, key, head / share()), k.stride(), 0, s, 0, n);
        for (int i = 0; distances.isPresent() && i < count; i++) {
            backend.kernels().elements().axpby(1, distances.get().data(), distance(head, query + i, key), 1, s, i * n, n);
        }
        if (settings.mask().isNone()) return;
        boolean band = mask.isBand();
        for (int i = 0; i < count; i++) {
            int row = row(sample, head, query + i);
            if (!band || mask.first(row) > key) mask.drop(row, key, key + n, s, i * n, Float.NEGATIVE_INFINITY);
        }
    }

    /// How many of `n` keys from `key` on a query may see at most: none of those behind them.
    int reach(Mask.Rows mask, int row, int key, int n) { return Math.clamp(mask.end(row, keys) - (long) key, 0, n); }

    /// Where the number for a query and a key stands.
    int distance(int head, int query, int key) { return head * (queries() + keys - 1) + key - query + queries() - 1; }

    /// The keys that some of `count` queries see lie in `first … end − 1`; as many as products take at once, if there are.
    record Span(int first, int end) { }

    Span seen(Mask.Rows mask, int sample, int head, int query, int count) {
        int first = keys, end = 0;
        for (int i = 0; i < count; i++) {
            int row = row(sample, head, query + i);
            first = Math.min(first, mask.first(row));
            end = Math.max(end, mask.end(row, keys));
        }
        if (end <= first) return new Span(first, first);
        return new Span(first, Math.min(keys, first + (end - first + COLUMNS - 1) / COLUMNS * COLUMNS));
    }

}
