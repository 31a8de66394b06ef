package dev.lanewise.nn.attention.pretrained;

/// Scratch memory of one decoding, which grows to what it needs and is reused from token to token.
final class Buffers {

    private float[] panel = new float[0];
    private float[] scores = new float[0];

    /// Widened rows of a matrix.
    float[] panel(int size) {
        if (panel.length < size) panel = new float[size];
        return panel;
    }

    /// Scores of attention.
    float[] scores(int size) {
        if (scores.length < size) scores = new float[size + size / 2];
        return scores;
    }
}
