package dev.lanewise.nn.recurrent;

import dev.lanewise.core.language.TextCost;
import dev.lanewise.core.layer.BoundLayer;
import java.util.Arrays;
import java.util.List;

/// What the tokens of a text cost recurrent layers.
final class Likelihood {

    private static final int CHUNK = 256, PIECE = 1000, MOST = 16;

    private Likelihood() { }

    /// The text as one, each token by all that stand before it.
    static TextCost of(List<BoundLayer> layers, int... text) { return side(layers, 1, text); }

    /// A long text in up to 16 pieces of at least 1,000 tokens side by side, which is many times as fast; each piece begins with nothing before it.
    static TextCost inPieces(List<BoundLayer> layers, int... text) {
        int rows = Math.clamp(text.length / PIECE, 1, MOST), width = Math.max(0, text.length - 1) / rows;
        int[] pieces = new int[rows * (width + 1)];
        for (int row = 0; row < rows && width > 0; row++) System.arraycopy(text, row * width, pieces, row * (width + 1), width + 1);
        int from = rows * width;                               // what is left over, which begins anew
        return side(layers, rows, width == 0 ? text : pieces).plus(from + 1 < text.length ? of(layers, Arrays.copyOfRange(text, from, text.length)) : TextCost.none());
    }

    private static TextCost side(List<BoundLayer> layers, int rows, int... texts) {
        int length = texts.length / rows;
        Stepwise stepwise = new Stepwise(layers);
        TextCost all = TextCost.none();
        for (int from = 0; from + 1 < length; from += CHUNK) {
            int time = Math.min(length - 1, from + CHUNK) - from;
            int[] tokens = new int[rows * time], next = new int[rows * time];
            for (int row = 0; row < rows; row++) {
                System.arraycopy(texts, row * length + from, tokens, row * time, time);
                System.arraycopy(texts, row * length + from + 1, next, row * time, time);
            }
            all = all.with(stepwise.feed(rows, tokens).logSoftmax().toArray(), next);
        }
        return all;
    }
}
