package dev.lanewise.nn.attention;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Dropouts;
import dev.lanewise.core.tensor.Mask;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ElementKernels;
import dev.lanewise.linalg.kernel.RowKernels;

/// [ScaledDotProduct] in the plain way: all weights, kept for the gradient. Where none is wanted, the weights of a block of queries at a time.
///
/// With `p` the weights of one head after the softmax and `p'` after dropout, which multiplies them by `f`:
///
/// | forward                      | backward                                       |
/// |------------------------------|------------------------------------------------|
/// | `p = softmax(scale · Q · Kᵀ)` | `dp = dY · Vᵀ · f`, `dV = p'ᵀ · dY`            |
/// | `p' = p · f`                 | `ds = p · (dp − Σ p·dp)`, row by row           |
/// | `Y = p' · V`                 | `dQ = scale · ds · K`, `dK = scale · dsᵀ · Q`  |
///
/// Heads are read where they stand, side by side; samples and heads are independent of one another, and run in parallel.
final class StoredWeights {

    /// Below this many multiplications another thread costs more than it brings.
    private static final long GRAIN = 1 << 18;

    /// Weights of a block, unless [#BLOCK_QUERIES] queries have more.
    private static final int BLOCK = 1 << 20;

    /// Queries that make a product worth its preparations.
    private static final int BLOCK_QUERIES = 64;

    private final ScaledDotProduct settings;
    private final Tape tape;
    private final Backend backend;
    private final Tensor q;
    private final Tensor k;
    private final Tensor v;
    private final Mask.Rows mask;
    private final long seed;                        // of dropout
    private final boolean dropping;
    private final float scale;

    private final int pairs;                        // batch · heads
    private final int heads;
    private final int queries;
    private final int keys;
    private final int depth;                        // of queries and keys, one head
    private final int width;                        // of values, one head

    StoredWeights(ScaledDotProduct settings, Tensor q, Tensor k, Tensor v) {
        this.settings = settings;
        this.q = q;
        this.k = k;
        this.v = v;
        this.tape = Tape.of(q, k, v);
        this.backend = tape.backend();
        this.heads = settings.heads();
        this.queries = q.shape().extent(1);
        this.keys = k.shape().extent(1);
        this.depth = q.shape().last() / heads;
        this.width = v.shape().last() / heads;
        this.pairs = q.shape().extent(0) * heads;
        this.mask = settings.mask().over(Shape.of(q.shape().extent(0), heads, queries, keys));
        this.dropping = tape.isTraining() && settings.dropout() > 0;
        this.seed = dropping ? tape.nextSeed().value() : 0;
        this.scale = (float) settings.scaleFor(depth);
    }

    Tensor forward() {
        Tensor y = tape.result(q.shape().withLast(heads * width), q, k, v);
        if (y.isTracked()) {
            float[] weights = tape.scratch(Shape.of(pairs, queries, keys).size());
            backend.parallel(pairs, grain(), (from, to) -> forward(from, to, weights, y.data()));
            tape.record(y, () -> backward(y, weights));
        } else {
            backend.parallel(pairs, grain(), (from, to) -> forwardInBlocks(from, to, y.data()));
        }
        return y;
    }

    private void forward(int from, int to, float[] weights, float[] y) {
        float[] factors = dropping ? backend.borrowFloats(queries * keys) : weights;
        for (int pair = from; pair < to; pair++) forward(pair, 0, queries, weights, pair * queries * keys, factors, y);
        if (dropping) backend.giveBack(factors);
    }

    private void forwardInBlocks(int from, int to, float[] y) {
        int block = blockOf(queries, keys);
        float[] weights = backend.borrowFloats(block * keys), factors = dropping ? backend.borrowFloats(block * keys) : weights;
        for (int pair = from; pair < to; pair++) {
            for (int query = 0; query < queries; query += block) forward(pair, query, Math.min(block, queries - query), weights, 0, factors, y);
        }
        backend.giveBack(weights);
        if (dropping) backend.giveBack(factors);
    }

    /// How many queries make a block; their weights fit in an array whatever the number of keys.
    static int blockOf(int queries, int keys) {
        int all = Math.max(1, keys);
        return Math.clamp(Math.max(BLOCK / all, BLOCK_QUERIES), 1, Math.clamp(Integer.MAX_VALUE / all, 1, Math.max(1, queries)));
    }

    /// The results of `count` queries of one sample and head.
    private void forward(int pair, int query, int count, float[] weights, int at, float[] factors, float[] y) {
        weights(pair, query, count, weights, at);
        if (dropping) drop(pair, query, count, weights, at, factors);
        backend.gemm(false, false, count, width, keys, 1, factors, dropping ? 0 : at, keys, v.data(), at(pair, keys, width), heads * width,
                0, y, at(pair, queries, width) + query * heads * width, heads * width);
    }

    /// The weights of `count` queries of one sample and head, `[count, keys]`.
    private void weights(int pair, int query, int count, float[] weights, int at) {
        RowKernels rows = backend.kernels().rows();
        backend.gemm(false, true, count, keys, depth, scale, q.data(), at(pair, queries, depth) + query * heads * depth, heads * depth,
                k.data(), at(pair, keys, depth), heads * depth, 0, weights, at, keys);
        for (int i = 0; i < count; i++) {
            mask.drop(pair * queries + query + i, weights, at + i * keys, Float.NEGATIVE_INFINITY);
            rows.softmax(weights, at + i * keys, weights, at + i * keys, keys);
        }
    }

    /// `dropped = weights · f`
    private void drop(int pair, int query, int count, float[] weights, int at, float[] dropped) {
        Dropouts.factors(seed, settings.dropout(), ((long) pair * queries + query) * keys, dropped, 0, count * keys);
        elements().multiply(weights, at, dropped, 0, 0, dropped, 0, count * keys);
    }

    private void backward(Tensor y, float[] weights) {
        float[] dq = q.isTracked() ? q.addableGradient() : null, dk = k.isTracked() ? k.addableGradient() : null, dv = v.isTracked() ? v.addableGradient() : null;
        backend.parallel(pairs, grain(), (from, to) -> {
            float[] ds = backend.borrowFloats(queries * keys), factors = backend.borrowFloats(queries * keys);
            for (int pair = from; pair < to; pair++) {
                valueGradient(pair, weights, y.gradient(), factors, dv);
                scoreGradient(pair, weights, y.gradient(), factors, ds);
                keyGradients(pair, ds, dq, dk);
            }
            backend.giveBack(ds);
            backend.giveBack(factors);
        });
        tape.giveBack(weights);
    }

    private void valueGradient(int pair, float[] weights, float[] dy, float[] factors, float @org.jspecify.annotations.Nullable [] dv) {
        if (dv == null) return;
        int at = pair * queries * keys;
        if (dropping) drop(pair, 0, queries, weights, at, factors);
        backend.gemm(true, false, keys, width, queries, 1, dropping ? factors : weights, dropping ? 0 : at, keys, dy, at(pair, queries, width), heads * width,
                1, dv, at(pair, keys, width), heads * width);
    }

    /// The gradient of the scores of one sample and head, `[queries, keys]`.
    private void scoreGradient(int pair, float[] weights, float[] dy, float[] factors, float[] ds) {
        RowKernels rows = backend.kernels().rows();
        int area = queries * keys;
        backend.gemm(false, true, queries, keys, width, 1, dy, at(pair, queries, width), heads * width, v.data(), at(pair, keys, width), heads * width, 0, ds, 0, keys);
        if (dropping) {
            Dropouts.factors(seed, settings.dropout(), (long) pair * area, factors, 0, area);
            elements().multiply(ds, 0, factors, 0, 0, ds, 0, area);
        }
        for (int i = 0; i < queries; i++) rows.softmaxGradient(weights, pair * area + i * keys, ds, i * keys, 0, ds, i * keys, keys);
    }

    private void keyGradients(int pair, float[] ds, float @org.jspecify.annotations.Nullable [] dq, float @org.jspecify.annotations.Nullable [] dk) {
        int width = heads * depth;
        if (dq != null) {
            backend.gemm(false, false, queries, depth, keys, scale, ds, 0, keys, k.data(), at(pair, keys, depth), width, 1, dq, at(pair, queries, depth), width);
        }
        if (dk != null) {
            backend.gemm(true, false, keys, depth, queries, scale, ds, 0, keys, q.data(), at(pair, queries, depth), width, 1, dk, at(pair, keys, depth), width);
        }
    }

    /// Where the first row of a pair stands in a tensor `[batch, time, heads·size]`.
    private int at(int pair, int time, int size) { return (pair / heads * time * heads + pair % heads) * size; }

    /// Pairs a piece of work.
    private int grain() { return (int) Math.max(1, GRAIN / Math.max(1, (long) queries * keys * (depth + width))); }

    private ElementKernels elements() { return backend.kernels().elements(); }
}
