package dev.lanewise.core.generate;

import java.util.List;

/// A language model whose next token depends on the last one alone, by a table of probabilities: what is generated can be worked out by hand.
record Bigram(double[][] probabilities) implements LanguageModel {

    @Override public int vocabulary() { return probabilities.length; }

    @Override public Decoding begin(List<int[]> prompts) { return new At(prompts.stream().mapToInt(prompt -> prompt[prompt.length - 1]).toArray()); }

    private final class At implements Decoding {

        private int[] last;

        At(int... last) {
            this.last = last;
        }

        @Override public int rows() { return last.length; }

        @Override public int vocabulary() { return probabilities.length; }

        @Override public float[] scores() {
            float[] scores = new float[last.length * vocabulary()];
            for (int row = 0; row < last.length; row++) for (int i = 0; i < vocabulary(); i++) scores[row * vocabulary() + i] = (float) (3 + Math.log(probabilities[last[row]][i]));
            return scores;
        }

        @Override public void append(int... tokens) {
            if (tokens.length != last.length) throw new IllegalArgumentException("expected " + last.length + " tokens, but got " + tokens.length);
            last = tokens.clone();
        }

        @Override public void select(int... rows) {
            int[] kept = new int[rows.length];
            for (int i = 0; i < rows.length; i++) kept[i] = last[rows[i]];
            last = kept;
        }
    }
}
