package dev.lanewise.nn.attention;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Dropouts;
import dev.lanewise.core.tensor.Tensor;
import java.util.Optional;

/// Attention operation by operation, with all scores at once: for weights on request, for capped scores and for numbers added one by one.
///
/// @param added to the scores after they were capped, broadcast to `[batch, heads, queries, keys]`
record PlainAttention(ScaledDotProduct settings, Optional<Tensor> added) {

    /// `[batch, heads, queries, keys]`, after scaling, capping and adding, before the mask.
    Tensor scores(Tensor q, Tensor k) {
        Tensor grouped = grouped(q), keys = split(k, settings.keyHeads());                      // [batch, keyHeads, share·queries, d], [batch, keyHeads, keys, d]
        Tensor scores = grouped.matmulTransposed(keys).times(settings.scaleFor(q.shape().last() / settings.heads()))
                .reshape(Shape.of(q.shape().extent(0), settings.heads(), q.shape().extent(1), k.shape().extent(1)));
        double cap = settings.cap();
        Tensor capped = cap == 0 ? scores : scores.dividedBy(cap).tanh().times(cap);
        return added.map(capped::plus).orElse(capped);
    }

    Tensor weights(Tensor q, Tensor k) { return scores(q, k).softmax(settings.mask()); }

    Tensor attend(Tensor q, Tensor k, Tensor v) {
        int batch = q.shape().extent(0), queries = q.shape().extent(1), keys = k.shape().extent(1), keyHeads = settings.keyHeads(), share = settings.heads() / keyHeads;
        Tensor weights = Dropouts.dropout(weights(q, k), settings.dropout()).reshape(Shape.of(batch, keyHeads, share * queries, keys));
        Tensor y = weights.matmul(split(v, keyHeads));                                          // [batch, keyHeads, share·queries, w]
        int width = y.shape().last();
        return y.reshape(Shape.of(batch, settings.heads(), queries, width)).transpose(0, 2, 1, 3).reshape(Shape.of(batch, queries, settings.heads() * width));
    }

    /// The queries of all heads that look at the same keys, one behind the other.
    private Tensor grouped(Tensor q) {
        int share = settings.heads() / settings.keyHeads();
        Tensor heads = split(q, settings.heads());
        return heads.reshape(Shape.of(heads.shape().extent(0), settings.keyHeads(), share * heads.shape().extent(2), heads.shape().last()));
    }

    /// `[batch, time, heads·d]` as `[batch, heads, time, d]`
    private static Tensor split(Tensor x, int heads) {
        Shape shape = x.shape();
        return x.reshape(Shape.of(shape.extent(0), shape.extent(1), heads, shape.last() / heads)).transpose(0, 2, 1, 3);
    }
}
