package dev.lanewise.nn.attention;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.generate.Decoding;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import java.util.Arrays;

/// What a [Transformer] writes to some sources, side by side; what was read is kept, and so are the keys and values of what was written.
final class TranslationDecoding implements Decoding {

    private final BoundTransformer network;
    private final Tape tape = Tape.inference(Backend.standard().threads(1));
    private float[] sources;                                   // [rows, time]
    private float[] memory;                                    // [rows, time, features]
    private AttentionCache cache;
    private float[] scores = {};

    /// @param ids `[rows, time]`, padded
    /// @param first the sign for the beginning
    /// @param longest how many tokens are written at most
    TranslationDecoding(BoundTransformer network, Tensor ids, int first, int longest) {
        this.network = network;
        this.sources = ids.toArray();
        this.cache = new AttentionCache(ids.shape().extent(0), longest + 1);
        tape.reset(Seed.of(0));
        this.memory = network.encoded(tape.constant(ids.shape(), sources)).toArray();
        int[] begin = new int[rows()];
        Arrays.fill(begin, first);
        append(begin);
    }

    @Override public int rows() { return cache.batch(); }

    @Override public int vocabulary() { return network.layer().target().vocabulary(); }

    @Override public float[] scores() { return scores; }

    @Override public void append(int... tokens) {
        int rows = rows();
        if (tokens.length != rows) throw new IllegalArgumentException("Decoding: expected a token for each of " + rows + " rows, but got " + tokens.length);
        float[] ids = new float[rows];
        for (int i = 0; i < rows; i++) ids[i] = tokens[i];
        tape.reset(Seed.of(0));
        Shape read = Shape.of(rows, sources.length / rows);
        Tensor known = tape.constant(read.withLastAdded(memory.length / sources.length), memory);
        scores = network.forward(tape.constant(Shape.of(rows, 1), ids), cache, known, tape.constant(read, sources)).toArray();
    }

    @Override public void select(int... from) {
        int rows = rows();
        sources = selected(sources, rows, from);
        memory = selected(memory, rows, from);
        scores = selected(scores, rows, from);
        cache = cache.select(from);
    }

    private static float[] selected(float[] values, int rows, int... from) {
        int n = values.length / rows;
        float[] all = new float[from.length * n];
        for (int i = 0; i < from.length; i++) System.arraycopy(values, from[i] * n, all, i * n, n);
        return all;
    }
}
