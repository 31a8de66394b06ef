package dev.lanewise.nn.attention;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Mask;
import dev.lanewise.core.tensor.Tensor;
import java.util.OptionalDouble;

/// Attention as an operation on tensors: each query gets a mean of the values, weighted by how well their keys fit it.
///
/// In each head `weights = softmax(scale · Q · Kᵀ)` and the result is `weights · V`.
///
/// | operand | shape                      |                                                      |
/// |---------|----------------------------|------------------------------------------------------|
/// | q       | `[batch, queries, heads·d]` | the heads side by side                              |
/// | k       | `[batch, keys, heads·d]`    |                                                      |
/// | v       | `[batch, keys, heads·w]`    |                                                      |
/// | result  | `[batch, queries, heads·w]` | zeros for a query that may see nothing, and no gradient |
///
/// @param heads how many attend side by side, at least 1
/// @param scale what scores are multiplied by; `1/√d` unless given. With 1 it is Luong's dot attention, and with `q · W` for `q` his general one
/// @param mask which keys a query may see, broadcast to `[batch, heads, queries, keys]`
/// @param dropout the rate at which weights are dropped while training, in `[0, 1)`
/// @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al. (2017)</a>, 3.2; numbers of the tests: PyTorch, ONNX
public record ScaledDotProduct(int heads, OptionalDouble scale, Mask mask, double dropout) {

    public ScaledDotProduct {
        if (heads < 1) throw new IllegalArgumentException("ScaledDotProduct: expected heads ≥ 1, but got " + heads);
        if (!(dropout >= 0 && dropout < 1)) throw new IllegalArgumentException("ScaledDotProduct: expected dropout in [0, 1), but got " + dropout);
    }

    /// Every query sees every key.
    public static ScaledDotProduct of(int heads) { return new ScaledDotProduct(heads, OptionalDouble.empty(), Mask.none(), 0); }

    public ScaledDotProduct scale(double scale) { return new ScaledDotProduct(heads, OptionalDouble.of(scale), mask, dropout); }

    public ScaledDotProduct mask(Mask mask) { return new ScaledDotProduct(heads, scale, mask, dropout); }

    public ScaledDotProduct dropout(double dropout) { return new ScaledDotProduct(heads, scale, mask, dropout); }

    /// What each query finds.
    ///
    /// @throws ShapeException if the operands do not belong together
    public Tensor attend(Tensor q, Tensor k, Tensor v) {
        requireKeysFit(q.shape(), k.shape());
        boolean fits = v.shape().rank() == 3 && v.shape().last() % heads == 0 && v.shape().withLast(0).equals(k.shape().withLast(0));
        if (!fits) throw ShapeException.expected(this, "values " + k.shape().withLast(Shape.ANY) + " with a multiple of " + heads + " features", v.shape());
        return new StoredWeights(this, q, k, v).forward();
    }

    /// How much each query looks at each key, `[batch, heads, queries, keys]`; without dropout.
    public Tensor weights(Tensor q, Tensor k) {
        requireKeysFit(q.shape(), k.shape());
        return split(q).matmulTransposed(split(k)).times(scaleFor(q.shape().last() / heads)).softmax(mask);
    }

    /// `[batch, time, heads·d]` as `[batch, heads, time, d]`
    private Tensor split(Tensor x) {
        Shape shape = x.shape();
        return x.reshape(Shape.of(shape.extent(0), shape.extent(1), heads, shape.last() / heads)).transpose(0, 2, 1, 3);
    }

    double scaleFor(int d) { return scale.orElse(1 / Math.sqrt(d)); }

    private void requireKeysFit(Shape q, Shape k) {
        boolean whole = q.rank() == 3 && q.last() > 0 && q.last() % heads == 0;
        if (!whole) throw ShapeException.expected(this, "queries [batch, queries, a multiple of " + heads + " features]", q);
        boolean fits = k.rank() == 3 && k.extent(0) == q.extent(0) && k.last() == q.last();
        if (!fits) throw ShapeException.expected(this, "keys " + q.with(1, Shape.ANY), k);
    }

    /// `ScaledDotProduct(8)`
    @Override public String toString() { return "ScaledDotProduct(" + heads + ")"; }
}
