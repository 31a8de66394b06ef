package dev.lanewise.nn.attention.pretrained;

import dev.lanewise.linalg.Backend;
import java.util.Arrays;

/// Causal attention of new positions to those in a [KeyValueCache], themselves included.
///
/// `softmax(q · Kᵀ / √width) · V` head by head, in tiles of a few queries: the scores of a whole prompt are never there at once.
///
/// @param queries `[rows, stride]`, of which the first features are the heads of queries
/// @param output `[rows, heads · width]`
record CachedAttention(Backend backend, Heads heads, float[] queries, int stride, float[] output, Buffers buffers) {

    private static final int TILE = 16;
    private static final int GRAIN = 1 << 14;                  // multiplications that are worth a task of their own

    void apply(Span span, int layer) {
        for (int row = span.row(); row < span.row() + span.count(); row += TILE) {
            tile(span, layer, row, Math.min(TILE, span.row() + span.count() - row));
        }
    }

    private void tile(Span span, int layer, int row, int count) {
        int first = span.cache().firstSeen(span.position(row)), keys = span.position(row + count - 1) + 1 - first, size = count * keys;
        float[] scores = buffers.scores(heads.queries() * size);
        backend.parallel(heads.queries(), Math.max(1, GRAIN / Math.max(1, size * heads.width())), (from, to) -> {
            for (int head = from; head < to; head++) {
                int cached = span.cache().at(head / heads.group(), first), at = head * size;
                score(row, count, keys, head, span.cache().keys(layer), cached, scores, at);
                for (int i = 0; i < count; i++) normalize(scores, at + i * keys, keys, first, span, row + i);
                mix(row, count, keys, head, span.cache().values(layer), cached, scores, at);
            }
        });
    }

    private void score(int row, int count, int keys, int head, float[] k, int kAt, float[] scores, int at) {
        int width = heads.width();
        float scale = (float) (1 / Math.sqrt(width));
        backend.gemm(false, true, count, keys, width, scale, queries, row * stride + head * width, stride, k, kAt, width, 0f, scores, at, keys);
    }

    /// Softmax over what the row sees; zeros before and behind.
    private void normalize(float[] scores, int at, int keys, int first, Span span, int row) {
        int position = span.position(row), from = span.cache().firstSeen(position) - first, to = position + 1 - first;
        Arrays.fill(scores, at, at + from, 0);
        backend.kernels().rows().softmax(scores, at + from, scores, at + from, to - from);
        Arrays.fill(scores, at + to, at + keys, 0);
    }

    private void mix(int row, int count, int keys, int head, float[] v, int vAt, float[] scores, int at) {
        int width = heads.width(), to = heads.queries() * width;
        backend.gemm(false, false, count, width, keys, 1f, scores, at, keys, v, vAt, width, 0f, output, row * to + head * width, to);
    }
}
