package dev.lanewise.core.data;

import com.google.common.collect.ImmutableList;
import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.internal.io.FileFaults;
import dev.lanewise.core.internal.io.Fingerprint;
import dev.lanewise.core.internal.io.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Samples that are texts, and perhaps the texts that should be said to them.
///
/// Raw as all data are: a sample is the code points of its text and zeros behind it, as many as the longest text has characters, `[longest]`; so
/// is its target. Models of texts read them back by [#text] and learn themselves what the tokens are.
public final class TextDataset implements Dataset {

    private final ImmutableList<String> texts;
    private final ImmutableList<String> targets;
    private final Schema schema;

    private TextDataset(List<String> texts, List<String> targets) {
        this.texts = ImmutableList.copyOf(texts);
        this.targets = ImmutableList.copyOf(targets);
        Target target = targets.isEmpty() ? Target.none() : Target.number("text").shape(Shape.of(longest(targets)));
        this.schema = new Schema(List.of(Shape.of(longest(texts))), List.of(), target);
        if (!targets.isEmpty() && targets.size() != texts.size()) throw new IllegalArgumentException("TextDataset: expected a target for each of " + texts.size() + " texts, but got " + targets.size());
    }

    private static int longest(List<String> texts) { return Math.max(1, texts.stream().mapToInt(text -> text.codePointCount(0, text.length())).max().orElse(1)); }

    /// Texts without targets.
    public static TextDataset of(List<String> texts) { return new TextDataset(texts, List.of()); }

    /// Texts and what should be said to them, one for each.
    public static TextDataset pairs(List<String> texts, List<String> targets) { return new TextDataset(texts, targets); }

    /// A file of UTF-8, plain or gzip, line by line. Where every line has a tab, what stands before it is a text and what stands behind it, up to
    /// another tab, its target. Else each line is a text and keeps its end, so that all together are the file.
    ///
    /// @throws DataException if it could not be read, is empty or no UTF-8
    public static TextDataset read(Path file) {
        String content = content(file);
        if (content.isEmpty()) throw new DataException(file + ": expected text, but the file is empty");
        if (!content.lines().allMatch(line -> line.indexOf('\t') > 0)) return of(Stream.of(content.split("(?<=\n)", -1)).filter(line -> !line.isEmpty()).toList());
        List<String[]> pairs = content.lines().map(line -> line.split("\t", -1)).toList();
        return pairs(pairs.stream().map(pair -> pair[0]).toList(), pairs.stream().map(pair -> pair[1]).toList());
    }

    private static String content(Path file) {
        try (InputStream in = InputFile.open(file)) {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(in.readAllBytes())).toString();
        } catch (CharacterCodingException e) {
            throw new DataException(file + ": expected UTF-8, but its bytes are something else", e);
        } catch (IOException e) {
            throw FileFaults.unreadable(file, e);
        }
    }

    /// The text that a row of a data set is made of, [whatever it is][Dataset].
    ///
    /// @throws DataException if the row is not the code points of a text
    public static String text(Dataset data, int row) {
        float[] points = new float[requireTexts(data).input().size()];
        data.readInput(0, row, points, 0);
        return text(points, row);
    }

    /// All texts one behind the other.
    public static String whole(Dataset data) {
        StringBuilder all = new StringBuilder();
        for (int row = 0; row < data.size(); row++) all.append(text(data, row));
        return all.toString();
    }

    /// The target of a row as a text.
    ///
    /// @throws DataException if there is none
    public static String target(Dataset data, int row) {
        Target target = data.schema().target();
        if (target.kind() != Target.Kind.NUMBER || target.shape().rank() != 1) throw new DataException("Texts: expected texts as targets, but got " + target);
        float[] points = new float[target.shape().size()];
        data.readTarget(row, points, 0);
        return text(points, row);
    }

    private static String text(float[] points, int row) {
        StringBuilder text = new StringBuilder();
        int end = points.length;
        while (end > 0 && points[end - 1] == 0) end--;
        for (int i = 0; i < end; i++) {
            boolean known = points[i] == (int) points[i] && Character.isValidCodePoint((int) points[i]);
            if (!known) throw new DataException("Texts: expected code points of Unicode, but row " + row + " has " + points[i] + " at place " + i);
            text.appendCodePoint((int) points[i]);
        }
        return text.toString();
    }

    /// Refuses samples that are no rows of code points.
    ///
    /// @throws DataException if they have several inputs, or more axes
    public static Schema requireTexts(Dataset data) {
        Schema schema = data.schema();
        if (schema.inputs().size() == 1 && schema.input().rank() == 1) return schema;
        throw new DataException("Texts: expected samples that are texts, [longest], but got " + schema.inputs());
    }

    @Override public int size() { return texts.size(); }

    @Override public Schema schema() { return schema; }

    @Override public void readInput(int input, int row, float[] to, int toFrom) { write(texts.get(row), schema.input().size(), to, toFrom); }

    @Override public void readTarget(int row, float[] to, int toFrom) {
        if (!targets.isEmpty()) write(targets.get(row), schema.target().shape().size(), to, toFrom);
    }

    private static void write(String text, int width, float[] to, int toFrom) {
        java.util.Arrays.fill(to, toFrom, toFrom + width, 0);
        int[] points = text.codePoints().toArray();
        for (int i = 0; i < points.length; i++) to[toFrom + i] = points[i];
    }

    @Override public String fingerprint() {
        Fingerprint fingerprint = new Fingerprint().add("texts");
        texts.forEach(fingerprint::add);
        targets.forEach(fingerprint::add);
        return fingerprint.hex();
    }

    @Override public String toString() { return "TextDataset[" + texts.size() + (targets.isEmpty() ? " texts]" : " pairs]"); }
}
