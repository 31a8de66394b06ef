package dev.lanewise.nn.attention.pretrained;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ElementKernels;
import java.util.List;

/// Ways of new positions through a [Decoder]; the arrays between its layers grow to what they need and are reused.
///
/// The rows of a pass may belong to several sequences, each with as many new positions as it has: what is computed position by position doesn't care, and
/// attention goes through them one by one.
final class Pass {

    private final Decoder decoder;
    private final Backend backend;
    private final Buffers buffers = new Buffers();
    private int capacity;
    private float[] x = new float[0];                          // [rows, width]
    private float[] h = new float[0];                          // [rows, width], what goes into a layer
    private float[] wide = new float[0];                       // [rows, the widest output of a layer]
    private float[] mixed = new float[0];                      // [rows, heads · width of a head]
    private float[] turns = new float[0];                      // [rows, rotary]

    Pass(Decoder decoder, Backend backend) {
        this.decoder = decoder;
        this.backend = backend;
    }

    /// The scores of what comes behind the rows `wanted`, `[wanted, vocabulary]`.
    ///
    /// @param tokens of all spans, one after the other
    void run(int[] tokens, List<Span> spans, int[] wanted, float[] scores) {
        reserve(Math.max(tokens.length, wanted.length));
        for (Span span : spans) {
            span.cache().reserve(span.count());
            for (int row = span.row(); row < span.row() + span.count(); row++) enter(tokens[row], span.position(row), row);
        }
        for (int layer = 0; layer < decoder.blocks().size(); layer++) {
            attend(decoder.blocks().get(layer), layer, spans, tokens.length);
            feedForward(decoder.blocks().get(layer), tokens.length);
        }
        for (Span span : spans) span.cache().advance(span.count());
        score(wanted, scores);
    }

    private void reserve(int rows) {
        if (rows <= capacity) return;
        capacity = rows;
        Heads heads = decoder.geometry().heads();
        int widest = decoder.blocks().stream().mapToInt(block -> block.feedForward().up().weight().outputs()).max().orElse(0);
        x = new float[rows * decoder.width()];
        h = new float[rows * decoder.width()];
        wide = new float[rows * Math.max(widest, heads.inputs())];
        mixed = new float[rows * heads.queries() * heads.width()];
        turns = new float[rows * decoder.geometry().rotary().map(Rotary::tableWidth).orElse(0)];
    }

    private void enter(int token, int position, int row) {
        int n = decoder.width();
        decoder.tokens().row(token, x, row * n);
        if (decoder.positions().length > 0) elements().add(x, row * n, decoder.positions(), position * n, x, row * n, n);
        decoder.geometry().rotary().ifPresent(rotary -> rotary.table(position, turns, row * rotary.tableWidth()));
    }

    private void attend(Block block, int layer, List<Span> spans, int rows) {
        Heads heads = decoder.geometry().heads();
        block.attentionNorm().apply(backend.kernels().rows(), rows, x, h);
        block.inputs().apply(backend, rows, h, wide, buffers);
        decoder.geometry().rotary().ifPresent(rotary -> turn(rotary, heads, rows));
        var attention = new CachedAttention(backend, heads, wide, heads.inputs(), mixed, buffers);
        for (Span span : spans) {
            for (int row = span.row(); row < span.row() + span.count(); row++) {
                int keys = row * heads.inputs() + heads.queries() * heads.width();
                span.cache().put(layer, span.position(row), wide, keys, keys + heads.keys() * heads.width());
            }
            attention.apply(span, layer);
        }
        block.output().apply(backend, rows, mixed, h, buffers);
        addToX(rows);
    }

    private void turn(Rotary rotary, Heads heads, int rows) {
        for (int row = 0; row < rows; row++) {
            for (int head = 0; head < heads.queries() + heads.keys(); head++) {
                rotary.turn(wide, row * heads.inputs() + head * heads.width(), turns, row * rotary.tableWidth());
            }
        }
    }

    private void feedForward(Block block, int rows) {
        FeedForward feedForward = block.feedForward();
        block.feedForwardNorm().apply(backend.kernels().rows(), rows, x, h);
        feedForward.up().apply(backend, rows, h, wide, buffers);
        feedForward.activate(elements(), rows, wide);
        feedForward.down().apply(backend, rows, wide, h, buffers);
        addToX(rows);
    }

    private void addToX(int rows) { elements().add(x, 0, h, 0, x, 0, rows * decoder.width()); }

    private void score(int[] wanted, float[] scores) {
        int n = decoder.width();
        for (int i = 0; i < wanted.length; i++) System.arraycopy(x, wanted[i] * n, h, i * n, n);
        decoder.last().apply(backend.kernels().rows(), wanted.length, h, h);
        decoder.head().multiply(backend, wanted.length, h, scores, buffers);
    }

    private ElementKernels elements() { return backend.kernels().elements(); }
}
