package dev.lanewise.nn.attention;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Mask;
import dev.lanewise.core.tensor.Tensor;
import java.util.Optional;
import java.util.OptionalDouble;

/// Attention as an operation on tensors: each query gets a mean of the values, weighted by how well their keys fit it.
///
/// In each head `weights = softmax(scale · Q · Kᵀ)` and the result is `weights · V`.
///
/// | operand | shape                      |                                                      |
/// |---------|----------------------------|------------------------------------------------------|
/// | q       | `[batch, queries, heads·d]` | the heads side by side                              |
/// | k       | `[batch, keys, keyHeads·d]` | each head serves `heads / keyHeads` neighbouring heads of queries |
/// | v       | `[batch, keys, keyHeads·w]` |                                                     |
/// | result  | `[batch, queries, heads·w]` | zeros for a query that may see nothing, and no gradient |
///
/// Scores exist a tile at a time, forward and backward, so that memory grows with the lengths and not with their product; only capped scores
/// and numbers added one by one are all kept.
///
/// @param heads how many attend side by side, at least 1
/// @param keyHeads heads of keys and values, a divisor of `heads`: as many (multi-head), some (grouped-query) or 1 (multi-query)
/// @param scale what scores are multiplied by; `1/√d` unless given. With 1 it is Luong's dot attention, and with `q · W` for `q` his general one
/// @param cap scores become `cap · tanh(score / cap)` before the mask, as in Gemma 2; 0 for none
/// @param mask which keys a query may see, broadcast to `[batch, heads, queries, keys]`
/// @param dropout the rate at which weights are dropped while training, in `[0, 1)`
/// @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al. (2017)</a>, 3.2; <a href="https://arxiv.org/abs/2305.13245">Ainslie et al. (2023)</a> on groups;
///     numbers of the tests: PyTorch, ONNX
public record ScaledDotProduct(int heads, int keyHeads, OptionalDouble scale, double cap, Mask mask, double dropout) {

    public ScaledDotProduct {
        if (heads < 1) throw new IllegalArgumentException("ScaledDotProduct: expected heads ≥ 1, but got " + heads);
        if (keyHeads < 1 || heads % keyHeads != 0) throw new IllegalArgumentException("ScaledDotProduct: expected key heads that divide " + heads + ", but got " + keyHeads);
        if (!(cap >= 0) || Double.isInfinite(cap)) throw new IllegalArgumentException("ScaledDotProduct: expected a cap > 0, or 0 for none, but got " + cap);
        if (!(dropout >= 0 && dropout < 1)) throw new IllegalArgumentException("ScaledDotProduct: expected dropout in [0, 1), but got " + dropout);
    }

    /// Every query sees every key.
    public static ScaledDotProduct of(int heads) { return new ScaledDotProduct(heads, heads, OptionalDouble.empty(), 0, Mask.none(), 0); }

    public ScaledDotProduct keyHeads(int keyHeads) { return new ScaledDotProduct(heads, keyHeads, scale, cap, mask, dropout); }

    public ScaledDotProduct scale(double scale) { return new ScaledDotProduct(heads, keyHeads, OptionalDouble.of(scale), cap, mask, dropout); }

    public ScaledDotProduct cap(double cap) { return new ScaledDotProduct(heads, keyHeads, scale, cap, mask, dropout); }

    public ScaledDotProduct mask(Mask mask) { return new ScaledDotProduct(heads, keyHeads, scale, cap, mask, dropout); }

    public ScaledDotProduct dropout(double dropout) { return new ScaledDotProduct(heads, keyHeads, scale, cap, mask, dropout); }

    /// What each query finds.
    ///
    /// @throws ShapeException if the operands do not belong together
    public Tensor attend(Tensor q, Tensor k, Tensor v) {
        requireFit(q, k, v);
        return cap == 0 ? attend(Heads.of(q, heads), Heads.of(k, keyHeads), Heads.of(v, keyHeads), k.shape().extent(1), Optional.empty())
                : new PlainAttention(this, Optional.empty()).attend(q, k, v);
    }

    /// The same with numbers added to the scores, such as a mask of −∞ and 0 or learned preferences.
    ///
    /// @param added broadcast to `[batch, heads, queries, keys]`
    public Tensor attend(Tensor q, Tensor k, Tensor v, Tensor added) {
        requireFit(q, k, v);
        return new PlainAttention(this, Optional.of(added)).attend(q, k, v);
    }

    /// The same with numbers added to the scores by distance: key `j` counts for query `i` as number `j − i + queries − 1` of its head says.
    ///
    /// @param distances `[heads, queries + keys − 1]`
    public Tensor attendByDistance(Tensor q, Tensor k, Tensor v, Tensor distances) {
        requireFit(q, k, v);
        Shape shape = Shape.of(heads, Math.max(0, q.shape().extent(1) + k.shape().extent(1) - 1));
        if (!distances.shape().equals(shape)) throw ShapeException.expected(this, "a number for each head and distance, " + shape, distances.shape());
        if (cap > 0) throw new IllegalArgumentException(this + ": expected scores without a cap where distances are added, but got a cap of " + cap);
        return attend(Heads.of(q, heads), Heads.of(k, keyHeads), Heads.of(v, keyHeads), k.shape().extent(1), Optional.of(distances));
    }

    /// The same for heads that stand anywhere in their tensors, which nobody checks.
    Tensor attend(Heads q, Heads k, Heads v, int keys, Optional<Tensor> distances) { return new TiledAttention(new Looking(this, q, k, v, keys, distances)).forward(); }

    /// How much each query looks at each key, `[batch, heads, queries, keys]`; without dropout.
    public Tensor weights(Tensor q, Tensor k) {
        requireKeysFit(q.shape(), k.shape());
        return new PlainAttention(this, Optional.empty()).weights(q, k);
    }

    double scaleFor(int d) { return scale.orElse(1 / Math.sqrt(d)); }

    private void requireFit(Tensor q, Tensor k, Tensor v) {
        requireKeysFit(q.shape(), k.shape());
        boolean fits = v.shape().rank() == 3 && v.shape().last() % keyHeads == 0 && v.shape().withLast(0).equals(k.shape().withLast(0));
        if (!fits) throw ShapeException.expected(this, "values " + k.shape().withLast(Shape.ANY) + " with a multiple of " + keyHeads + " features", v.shape());
    }

    private void requireKeysFit(Shape q, Shape k) {
        boolean whole = q.rank() == 3 && q.last() > 0 && q.last() % heads == 0;
        if (!whole) throw ShapeException.expected(this, "queries [batch, queries, a multiple of " + heads + " features]", q);
        boolean fits = k.rank() == 3 && k.extent(0) == q.extent(0) && k.last() == q.last() / heads * keyHeads;
        if (!fits) throw ShapeException.expected(this, "keys " + q.with(1, Shape.ANY).withLast(q.last() / heads * keyHeads), k);
    }

    /// `ScaledDotProduct(8)`, `ScaledDotProduct(8 to 2)`
    @Override public String toString() { return "ScaledDotProduct(" + heads + (keyHeads == heads ? "" : " to " + keyHeads) + ")"; }
}
