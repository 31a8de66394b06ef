package dev.lanewise.nn.attention;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.generate.Decoding;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A decoder-only transformer on its way through sequences of tokens: each row has a cache of its own, so that rows may be of unlike lengths.
///
/// A row longer than the context goes on with the last half of it in view, again and again.
final class CausalDecoding implements Decoding {

    private final BoundCausalTransformer model;
    private final int context;
    private final Tape tape = Tape.inference(Backend.standard().threads(1));
    private final List<Row> rows = new ArrayList<>();

    /// @param cache what it knows of the tokens in view
    /// @param view the tokens in view
    private record Row(AttentionCache cache, int[] view, float[] scores) { }

    /// @param prompts each of at least one token
    CausalDecoding(BoundCausalTransformer model, int context, List<int[]> prompts) {
        this.model = model;
        this.context = context;
        for (int[] prompt : prompts) rows.add(read(new AttentionCache(1, context), new int[0], prompt));
    }

    private Row read(AttentionCache cache, int[] before, int... tokens) {
        int[] view = Arrays.copyOf(before, before.length + tokens.length);
        System.arraycopy(tokens, 0, view, before.length, tokens.length);
        if (view.length <= context) return new Row(cache, view, scores(cache, tokens));
        cache.truncate(0);
        int[] kept = Arrays.copyOfRange(view, view.length - Math.max(1, context / 2), view.length);
        return new Row(cache, kept, scores(cache, kept));
    }

    private float[] scores(AttentionCache cache, int... tokens) {
        tape.reset(Seed.of(0));
        float[] ids = new float[tokens.length];
        for (int i = 0; i < ids.length; i++) ids[i] = tokens[i];
        Tensor logits = model.forward(tape.constant(Shape.of(1, ids.length), ids), cache);
        return logits.slice(1, ids.length - 1, ids.length).toArray();
    }

    @Override public int rows() { return rows.size(); }

    @Override public int vocabulary() { return model.layer().tokens().vocabulary(); }

    @Override public float[] scores() {
        float[] all = new float[rows.size() * vocabulary()];
        for (int row = 0; row < rows.size(); row++) System.arraycopy(rows.get(row).scores, 0, all, row * vocabulary(), vocabulary());
        return all;
    }

    @Override public void append(int... tokens) {
        if (tokens.length != rows.size()) throw new IllegalArgumentException("Decoding: expected a token for each of " + rows.size() + " rows, but got " + tokens.length);
        for (int row = 0; row < tokens.length; row++) {
            Row before = rows.get(row);
            rows.set(row, read(before.cache, before.view, tokens[row]));
        }
    }

    @Override public void select(int... from) {
        List<Row> selected = new ArrayList<>();
        boolean[] taken = new boolean[rows.size()];
        for (int number : from) {
            Row row = rows.get(number);
            selected.add(taken[number] ? new Row(row.cache.copy(), row.view, row.scores) : row);
            taken[number] = true;
        }
        rows.clear();
        rows.addAll(selected);
    }
}
