package dev.lanewise.nn.attention;

import dev.lanewise.core.tensor.Dropouts;
import dev.lanewise.core.tensor.Mask;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ElementKernels;
import dev.lanewise.linalg.kernel.RowKernels;

/// Attention whose scores exist a tile at a time: some queries against some keys.
///
/// A query's softmax runs on from tile to tile with the largest score `m` and the sum `l` so far: what was added up before is scaled by
/// `e^(m − m')` when a larger `m'` comes. Only `m + ln l` is kept of each query for the gradient ([TiledGradient]), which computes the scores again.
/// Keys that no query of a tile may see are not computed. Memory grows with the number of queries plus keys, not with their product.
///
/// Heads are read where they stand. Samples, heads and tiles of queries run in parallel.
///
/// @see <a href="https://arxiv.org/abs/1805.02867">Milakov & Gimelshein (2018)</a>
/// @see <a href="https://arxiv.org/abs/2205.14135">Dao et al. (2022)</a>
final class TiledAttention {

    static final int QUERIES = 96;
    static final int KEYS = 512;
    private static final int ROWS = 12;

    /// Below this many multiplications another thread costs more than it brings.
    static final long GRAIN = 1 << 18;

    private final Looking looking;
    private final Tape tape;
    private final Backend backend;
    private final ElementKernels elements;
    private final RowKernels rows;
    private final Mask.Rows mask;
    private final Drops drops;
    private final int queries;
    private final int keys;
    private final Heads v;

    TiledAttention(Looking looking) {
        this.looking = looking;
        this.tape = looking.tape();
        this.backend = tape.backend();
        this.elements = backend.kernels().elements();
        this.rows = backend.kernels().rows();
        this.mask = looking.mask();
        this.drops = Drops.of(tape, looking.settings().dropout(), looking.keys());
        this.queries = looking.queries();
        this.keys = looking.keys();
        this.v = looking.v();
    }

    /// What dropout multiplies weights by.
    ///
    /// @param rate 0 for nothing
    record Drops(long seed, double rate, int keys) {

        static Drops of(Tape tape, double rate, int keys) {
            boolean dropping = tape.isTraining() && rate > 0;
            return new Drops(dropping ? tape.nextSeed().value() : 0, dropping ? rate : 0, keys);
        }

        boolean isNone() { return rate == 0; }

        /// The factors of `n` keys of a row of scores.
        void factors(int row, int key, int n, float[] to, int at) { Dropouts.factors(seed, rate, (long) row * keys + key, to, at, n); }
    }

    Tensor forward() {
        Tensor y = tape.result(looking.output(), looking.operands());
        float[] logs = tape.scratch(looking.batch() * looking.heads() * queries);
        int tile = tile(queries), tiles = (queries + tile - 1) / Math.max(1, tile);
        backend.parallel(looking.batch() * looking.heads() * tiles, grain(), (from, to) -> {
            int size = tile * Math.min(KEYS, keys);
            float[] scaled = backend.borrowFloats(tile * looking.q().width()), s = backend.borrowFloats(size), factors = backend.borrowFloats(drops.isNone() ? 0 : Math.min(KEYS, keys)), state = backend.borrowFloats(2 * QUERIES);
            for (int i = from; i < to; i++) forward(i / tiles, i % tiles * tile, scaled, s, factors, state, y.data(), logs);
            backend.giveBack(scaled);
            backend.giveBack(s);
            backend.giveBack(factors);
            backend.giveBack(state);
        });
        if (y.isTracked()) tape.record(y, () -> new TiledGradient(looking, drops, y, logs).run());
        else tape.giveBack(logs);
        return y;
    }

    /// How many queries go together: all tiles about as large, in whole tiles of products.
    static int tile(int queries) {
        int count = Math.max(1, (queries + QUERIES - 1) / QUERIES);
        return Math.min(queries, ((queries + count - 1) / count + ROWS - 1) / ROWS * ROWS);
    }

    /// Tiles of queries for a task.
    private int grain() {
        return (int) Math.max(1, GRAIN / Math.max(1, (long) Math.min(QUERIES, queries) * keys * (looking.q().width() + v.width())));
    }

    /// A tile of queries of one sample and head.
    private void forward(int pair, int query, float[] scaled, float[] s, float[] factors, float[] state, float[] y, float[] logs) {
        int sample = pair / looking.heads(), head = pair % looking.heads(), count = Math.min(tile(queries), queries - query), ld = looking.heads() * v.width();
        int at = (sample * queries + query) * ld + head * v.width(), row = looking.row(sample, head, query);
        java.util.Arrays.fill(state, 0, count, Float.NEGATIVE_INFINITY);
        java.util.Arrays.fill(state, QUERIES, QUERIES + count, 0);
        Looking.Span seen = looking.seen(mask, sample, head, query, count);
        looking.scaled(elements, sample, head, query, count, scaled);
        for (int key = seen.first(); key < seen.end(); key += KEYS) {
            int n = Math.min(KEYS, seen.end() - key);
            boolean first = key == seen.first();
            looking.scores(backend, mask, scaled, sample, head, query, count, key, n, s);
            for (int i = 0; i < count; i++) {
                int reach = looking.reach(mask, row + i, key, n);
                float keep = weigh(s, i * n, reach, state, i);
                java.util.Arrays.fill(s, i * n + reach, (i + 1) * n, 0);
                if (!first && keep != 1) elements.axpby(keep, y, at + i * ld, 0, y, at + i * ld, v.width());
                if (!drops.isNone()) drop(row + i, key, n, s, i * n, factors);
            }
            backend.gemm(false, false, count, v.width(), n, 1, s, 0, n, v.data(), v.at(sample, key, head / looking.share()), v.stride(), first ? 0 : 1, y, at, ld);
        }
        for (int i = 0; i < count; i++) {
            if (seen.first() == seen.end()) java.util.Arrays.fill(y, at + i * ld, at + i * ld + v.width(), 0);
            logs[row + i] = finish(state[i], state[QUERIES + i], y, at + i * ld);
        }
    }

    /// Makes weights of a query's scores, which belong to the sum so far; returns what that has to be scaled by.
    private float weigh(float[] s, int at, int n, float[] state, int i) {
        float before = state[i], max = Math.max(before, elements.max(s, at, n));
        if (max == Float.NEGATIVE_INFINITY) {
            java.util.Arrays.fill(s, at, at + n, 0);
            return 1;
        }
        float keep = before == max ? 1 : (float) Math.exp(before - max);
        state[i] = max;
        state[QUERIES + i] = state[QUERIES + i] * keep + rows.exponentials(s, at, max, s, at, n);
        return keep;
    }

    private void drop(int row, int key, int n, float[] s, int at, float[] factors) {
        drops.factors(row, key, n, factors, 0);
        elements.multiply(s, at, factors, 0, 0, s, at, n);
    }

    /// Divides by the sum of the weights; `+∞` stands for a query that sees nothing, whose weights `e^(s − ∞)` are 0.
    private float finish(float max, float sum, float[] y, int at) {
        if (max == Float.NEGATIVE_INFINITY) return Float.POSITIVE_INFINITY;
        elements.axpby(1 / sum, y, at, 0, y, at, v.width());
        return (float) (max + Math.log(sum));
    }
}
