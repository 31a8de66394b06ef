package dev.lanewise.nn.attention;

import dev.lanewise.core.tensor.Mask;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ElementKernels;
import dev.lanewise.linalg.kernel.RowKernels;

/// The gradient of [TiledAttention], tile by tile. With `p = e^(s − logs)` the weights of one head and `f` what dropout multiplied them by:
///
/// | gradient | of a tile                              |
/// |----------|----------------------------------------|
/// | `dV`     | `+= (p · f)ᵀ · dY`                     |
/// | `ds`     | `p · (dY · Vᵀ · f − Σ dY·Y)`, row by row |
/// | `dQ`     | `+= scale · ds · K`                    |
/// | `dK`     | `+= scale · dsᵀ · Q`                   |
///
/// Tiles of one head of keys run one after the other, since they add to the same gradients; heads and samples run in parallel.
final class TiledGradient {

    private final Looking looking;
    private final TiledAttention.Drops drops;
    private final Tape tape;
    private final Backend backend;
    private final ElementKernels elements;
    private final RowKernels rows;
    private final Mask.Rows mask;
    private final float[] y;
    private final float[] dy;
    private final float[] logs;
    private final float @org.jspecify.annotations.Nullable [] dq;
    private final float @org.jspecify.annotations.Nullable [] dk;
    private final float @org.jspecify.annotations.Nullable [] dv;
    private final float @org.jspecify.annotations.Nullable [] dDistances;

    /// A tile: `count` queries of a head of a sample against `n` keys.
    private record Tile(int sample, int head, int query, int count, int key, int n) { }

    TiledGradient(Looking looking, TiledAttention.Drops drops, Tensor y, float[] logs) {
        this.looking = looking;
        this.drops = drops;
        this.tape = y.tape();
        this.backend = tape.backend();
        this.elements = backend.kernels().elements();
        this.rows = backend.kernels().rows();
        this.mask = looking.mask();
        this.y = y.data();
        this.dy = y.gradient();
        this.logs = logs;
        this.dq = gradient(looking.q().tensor());
        this.dk = gradient(looking.k().tensor());
        this.dv = gradient(looking.v().tensor());
        this.dDistances = looking.distances().map(TiledGradient::gradient).orElse(null);
    }

    private static float @org.jspecify.annotations.Nullable [] gradient(Tensor x) { return x.isTracked() ? x.addableGradient() : null; }

    void run() {
        int heads = looking.k().count(), samples = looking.batch();
        if (dDistances == null) backend.parallel(samples * heads, grain(), (from, to) -> inTiles(tiles -> {
            for (int i = from; i < to; i++) tiles.head(i / heads, i % heads);
        }));
        else backend.parallel(heads, 1, (from, to) -> inTiles(tiles -> {                      // all samples add to the same distances
            for (int head = from; head < to; head++) for (int sample = 0; sample < samples; sample++) tiles.head(sample, head);
        }));
        tape.giveBack(logs);
    }

    /// Heads of keys for a task.
    private int grain() {
        long work = (long) looking.queries() * looking.keys() * looking.share() * (looking.q().width() + looking.v().width());
        return (int) Math.max(1, TiledAttention.GRAIN / Math.max(1, work));
    }

    private interface Work {
        void with(Room room);
    }

    private void inTiles(Work work) {
        int keys = Math.min(TiledAttention.KEYS, looking.keys()), tile = TiledAttention.tile(looking.queries()), size = tile * keys, width = tile * looking.q().width();
        Room room = new Room(backend.borrowFloats(size), backend.borrowFloats(size), backend.borrowFloats(drops.isNone() ? 0 : size), backend.borrowFloats(tile), backend.borrowFloats(width), backend.borrowFloats(width));
        work.with(room);
        backend.giveBack(room.p);
        backend.giveBack(room.ds);
        backend.giveBack(room.factors);
        backend.giveBack(room.dots);
        backend.giveBack(room.scaled);
        backend.giveBack(room.dScaled);
    }

    /// What one thread works in.
    ///
    /// @param p weights of a tile, then those after dropout
    /// @param ds the gradient of its scores
    /// @param dots `Σ dY·Y` of its queries
    /// @param scaled its queries, times `scale`
    /// @param dScaled their gradient so far
    private final class Room {
        private final float[] p;
        private final float[] ds;
        private final float[] factors;
        private final float[] dots;
        private final float[] scaled;
        private final float[] dScaled;

        Room(float[] p, float[] ds, float[] factors, float[] dots, float[] scaled, float[] dScaled) {
            this.p = p;
            this.ds = ds;
            this.factors = factors;
            this.dots = dots;
            this.scaled = scaled;
            this.dScaled = dScaled;
        }

        /// All that looks at one head of keys of one sample.
        void head(int sample, int keyHead) {
            int tile = TiledAttention.tile(looking.queries());
            for (int head = keyHead * looking.share(); head < (keyHead + 1) * looking.share(); head++) {
                for (int query = 0; query < looking.queries(); query += tile) {
                    queries(sample, head, query, Math.min(tile, looking.queries() - query));
                }
            }
        }

        private void queries(int sample, int head, int query, int count) {
            Looking.Span seen = looking.seen(mask, sample, head, query, count);
            looking.scaled(elements, sample, head, query, count, scaled);
            for (int i = 0; i < count; i++) dots[i] = elements.dot(dy, at(sample, head, query + i), y, at(sample, head, query + i), looking.v().width());
            for (int key = seen.first(); key < seen.end(); key += TiledAttention.KEYS) {
                Tile tile = new Tile(sample, head, query, count, key, Math.min(TiledAttention.KEYS, seen.end() - key));
                scores(tile);
                values(tile);
                keys(tile, key == seen.first() ? 0 : 1);
            }
            Heads q = looking.q();
            for (int i = 0; dq != null && seen.first() < seen.end() && i < count; i++) {
                elements.axpby(looking.scale(), dScaled, i * q.width(), 1, dq, q.at(sample, query + i, head), q.width());
            }
        }

        /// `p` and `ds` of a tile; `p` after dropout.
        private void scores(Tile t) {
            Heads v = looking.v();
            int row = looking.row(t.sample, t.head, t.query), area = t.count * t.n;
            looking.scores(backend, mask, scaled, t.sample, t.head, t.query, t.count, t.key, t.n, p);
            for (int i = 0; i < t.count; i++) {
                int reach = looking.reach(mask, row + i, t.key, t.n);
                rows.exponentials(p, i * t.n, logs[row + i], p, i * t.n, reach);
                java.util.Arrays.fill(p, i * t.n + reach, (i + 1) * t.n, 0);
            }
            backend.gemm(false, true, t.count, t.n, v.width(), 1, dy, at(t.sample, t.head, t.query), looking.heads() * v.width(),
                    v.data(), v.at(t.sample, t.key, t.head / looking.share()), v.stride(), 0, ds, 0, t.n);
            if (!drops.isNone()) {
                for (int i = 0; i < t.count; i++) drops.factors(row + i, t.key, t.n, factors, i * t.n);
                elements.multiply(ds, 0, factors, 0, 0, ds, 0, area);
            }
            for (int i = 0; i < t.count; i++) rows.softmaxPartGradient(p, i * t.n, ds, i * t.n, dots[i], ds, i * t.n, t.n);
            if (!drops.isNone()) elements.multiply(p, 0, factors, 0, 0, p, 0, area);
        }

        private void values(Tile t) {
            Heads v = looking.v();
            if (dv == null) return;
            backend.gemm(true, false, t.n, v.width(), t.count, 1, p, 0, t.n, dy, at(t.sample, t.head, t.query), looking.heads() * v.width(),
                    1, dv, v.at(t.sample, t.key, t.head / looking.share()), v.stride());
        }

        /// Of queries only what they are scaled to, after `beta` times what is there.
        private void keys(Tile t, float beta) {
            Heads k = looking.k();
            int width = k.width(), at = k.at(t.sample, t.key, t.head / looking.share());
            if (dq != null) backend.gemm(false, false, t.count, width, t.n, 1, ds, 0, t.n, k.data(), at, k.stride(), beta, dScaled, 0, width);
            if (dk != null) backend.gemm(true, false, t.n, width, t.count, 1, ds, 0, t.n, scaled, 0, width, 1, dk, at, k.stride());
            for (int i = 0; dDistances != null && i < t.count; i++) {
                elements.axpby(1, ds, i * t.n, 1, dDistances, looking.distance(t.head, t.query + i, t.key), t.n);
            }
        }

        /// Where a row of the result stands.
        private int at(int sample, int head, int query) { return ((sample * looking.queries() + query) * looking.heads() + head) * looking.v().width(); }
    }
}
