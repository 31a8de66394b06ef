package dev.lanewise.nn.recurrent;

import dev.lanewise.core.generate.Decoding;
import dev.lanewise.core.layer.BoundLayer;
import java.util.List;

/// Recurrent layers on their way through sequences of tokens: a step costs the same however much was written.
final class RecurrentDecoding implements Decoding {

    private final Stepwise layers;
    private final int vocabulary;
    private int rows;
    private float[] scores = {};

    /// Sequences that begin with these tokens, each with at least one.
    RecurrentDecoding(List<BoundLayer> layers, int vocabulary, List<int[]> prompts) {
        this.layers = new Stepwise(layers);
        this.vocabulary = vocabulary;
        for (int[] prompt : prompts) {
            Stepwise one = new Stepwise(layers);
            scores = Stepwise.joined(scores, last(one, 1, prompt));
            this.layers.join(one);
        }
        this.rows = prompts.size();
    }

    private static float[] last(Stepwise layers, int rows, int... tokens) { return layers.feed(rows, tokens).slice(1, tokens.length / rows - 1, tokens.length / rows).toArray(); }

    @Override public int rows() { return rows; }

    @Override public int vocabulary() { return vocabulary; }

    @Override public float[] scores() { return scores; }

    @Override public void append(int... tokens) {
        if (tokens.length != rows) throw new IllegalArgumentException("Decoding: expected a token for each of " + rows + " rows, but got " + tokens.length);
        scores = last(layers, rows, tokens);
    }

    @Override public void select(int... from) {
        layers.select(rows, from);
        scores = Stepwise.selected(scores, rows, from);
        rows = from.length;
    }
}
