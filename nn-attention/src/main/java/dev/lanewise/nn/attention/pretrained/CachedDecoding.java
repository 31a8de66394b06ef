package dev.lanewise.nn.attention.pretrained;

import dev.lanewise.core.generate.Decoding;
import dev.lanewise.linalg.Backend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Sequences that a [Decoder] writes, each with its cache.
///
/// Prompts are read in portions as products of matrices. Where a sequence has as many positions as the model knows, the last half of it is read again
/// from position 0 on: what comes next then depends on that half alone.
final class CachedDecoding implements Decoding {

    private static final int PORTION = 256;                    // tokens that are read at once

    private final Decoder decoder;
    private final Pass pass;
    private List<Row> rows = new ArrayList<>();
    private float[] scores;

    CachedDecoding(Decoder decoder, Backend backend, List<int[]> prompts) {
        this.decoder = decoder;
        this.pass = new Pass(decoder, backend);
        this.scores = new float[prompts.size() * decoder.vocabulary()];
        for (int[] prompt : prompts) rows.add(new Row(decoder.cache(), new Text(prompt)));
        read();
    }

    /// A sequence: what is known of it, and all of its tokens.
    private record Row(KeyValueCache cache, Text text) {

        int unread() { return text.length - cache.end(); }
    }

    /// Tokens that become more.
    private static final class Text {

        private int[] tokens;
        private int length;

        Text(int[] tokens) {
            this.tokens = tokens.clone();
            this.length = tokens.length;
        }

        Text copy() { return new Text(Arrays.copyOf(tokens, length)); }

        void add(int token) {
            if (length == tokens.length) tokens = Arrays.copyOf(tokens, Math.max(16, 2 * length));
            tokens[length++] = token;
        }

        void keepLast(int count) {
            tokens = Arrays.copyOfRange(tokens, length - count, length);
            length = count;
        }
    }

    @Override public int rows() { return rows.size(); }

    @Override public int vocabulary() { return decoder.vocabulary(); }

    @Override public float[] scores() { return scores; }

    @Override public void append(int... tokens) {
        if (tokens.length != rows.size()) throw new IllegalArgumentException("CausalLM: expected " + rows.size() + " tokens, one for each row, but got " + tokens.length);
        for (int i = 0; i < tokens.length; i++) {
            Row row = rows.get(i);
            row.text.add(tokens[i]);
            if (row.text.length > decoder.geometry().context()) rows.set(i, shortened(row));
        }
        read();
    }

    private Row shortened(Row row) {
        row.text.keepLast(Math.max(1, decoder.geometry().context() / 2));
        return new Row(decoder.cache(), row.text);
    }

    @Override public void select(int... numbers) {
        List<Row> selected = new ArrayList<>();
        boolean[] taken = new boolean[rows.size()];
        float[] theirs = new float[numbers.length * decoder.vocabulary()];
        for (int number : numbers) {
            Row row = rows.get(number);
            System.arraycopy(scores, number * decoder.vocabulary(), theirs, selected.size() * decoder.vocabulary(), decoder.vocabulary());
            selected.add(taken[number] ? new Row(row.cache.copy(), row.text.copy()) : row);
            taken[number] = true;
        }
        rows = selected;
        scores = theirs;
    }

    /// Takes all rows to the end of their texts.
    private void read() {
        while (rows.stream().anyMatch(row -> row.unread() > 0)) {
            int share = Math.max(1, PORTION / (int) rows.stream().filter(row -> row.unread() > 0).count());
            readPortion(share);
        }
    }

    private void readPortion(int share) {
        List<Span> spans = new ArrayList<>();
        List<Integer> ended = new ArrayList<>();               // rows that come to their end
        int[] tokens = new int[rows.stream().mapToInt(row -> Math.min(share, row.unread())).sum()];
        int at = 0;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            int count = Math.min(share, row.unread());
            if (count == 0) continue;
            System.arraycopy(row.text.tokens, row.cache.end(), tokens, at, count);
            spans.add(new Span(row.cache, at, count));
            if (count == row.unread()) ended.add(i);
            at += count;
        }
        run(tokens, spans, ended);
    }

    private void run(int[] tokens, List<Span> spans, List<Integer> ended) {
        int n = decoder.vocabulary();
        int[] wanted = IntStream.range(0, spans.size()).filter(i -> isEnded(spans.get(i), ended)).map(i -> spans.get(i).row() + spans.get(i).count() - 1).toArray();
        boolean all = ended.size() == rows.size();
        float[] to = all ? scores : new float[ended.size() * n];
        pass.run(tokens, spans, wanted, to);
        if (!all) for (int i = 0; i < ended.size(); i++) System.arraycopy(to, i * n, scores, ended.get(i) * n, n);
    }

    private boolean isEnded(Span span, List<Integer> ended) { return ended.stream().anyMatch(i -> rows.get(i).cache == span.cache()); }
}
