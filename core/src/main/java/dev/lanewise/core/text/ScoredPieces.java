package dev.lanewise.core.text;

import dev.lanewise.core.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sentence pieces in a file of llama2.c: the length of the longest, then score, length and UTF-8 of each, in little-endian int32 and float32.
///
/// Two neighbours become one if their texts together are a piece, that with the highest score first. Tokens 0, 1 and 2 are unknown, begin and end; `<0x0A>` and
/// such are bytes.
///
/// @see <a href="https://github.com/karpathy/llama2.c/blob/master/tokenizer.py">the writer</a>
final class ScoredPieces {

    private static final int SPECIALS = 3;

    private final Path file;
    private final List<String> pieces = new ArrayList<>();
    private final List<Float> scores = new ArrayList<>();

    private ScoredPieces(Path file) {
        this.file = file;
    }

    static Tokenizer read(Path file) {
        try {
            var pieces = new ScoredPieces(file);
            pieces.read(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN));
            return pieces.tokenizer();
        } catch (IOException e) {
            throw new DataException(file + ": could not be read: " + e.getMessage(), e);
        }
    }

    private void read(ByteBuffer bytes) {
        int longest = bytes.remaining() < Integer.BYTES ? 0 : bytes.getInt();
        if (longest < 1) throw new DataException(file + ": expected a tokenizer of llama2.c, which begins with the length of its longest token, but got " + longest);
        while (bytes.hasRemaining()) readPiece(bytes, longest);
        if (pieces.size() <= SPECIALS) throw new DataException(file + ": expected more than " + SPECIALS + " tokens, but got " + pieces.size());
    }

    private void readPiece(ByteBuffer bytes, int longest) {
        String place = file + ", token " + pieces.size();
        if (bytes.remaining() < Float.BYTES + Integer.BYTES) throw new DataException(place + ": expected a score and a length, but the file was cut off");
        float score = bytes.getFloat();
        int length = bytes.getInt();
        if (!Float.isFinite(score)) throw new DataException(place + ": expected a finite score, but got " + score);
        if (length < 0 || length > longest) throw new DataException(place + ": expected a length from 0 to " + longest + ", but got " + length);
        if (length > bytes.remaining()) throw new DataException(place + ": expected " + length + " bytes, but the file was cut off");
        try {
            pieces.add(StandardCharsets.UTF_8.newDecoder().decode(bytes.slice(bytes.position(), length)).toString());
        } catch (CharacterCodingException e) {
            throw new DataException(place + ": expected text in UTF-8, but it is damaged", e);
        }
        bytes.position(bytes.position() + length);
        scores.add(score);
    }

    private Tokenizer tokenizer() {
        Map<String, Integer> numbers = new HashMap<>();
        int[] byteOf = new int[pieces.size()];
        for (int i = 0; i < byteOf.length; i++) {
            byteOf[i] = i < SPECIALS ? -1 : ByteNames.value(pieces.get(i));
            if (i >= SPECIALS && byteOf[i] < 0) numbers.putIfAbsent(pieces.get(i), i);
        }
        Map<Special, Integer> specials = new EnumMap<>(Map.of(Special.UNK, 0, Special.BOS, 1, Special.EOS, 2));
        return new SentencePieces(pieces.toArray(String[]::new), byteOf, true, merges(numbers), new AddedTokens(Map.of()), specials);
    }

    private Merges merges(Map<String, Integer> numbers) {
        Merges merges = new Merges();
        numbers.forEach((piece, number) -> {
            for (int cut = piece.isEmpty() ? 0 : piece.offsetByCodePoints(0, 1); cut < piece.length(); cut = piece.offsetByCodePoints(cut, 1)) {
                @Nullable Integer left = numbers.get(piece.substring(0, cut)), right = numbers.get(piece.substring(cut));
                if (left != null && right != null) merges.add(left, right, number, -scores.get(number));
            }
        });
        return merges;
    }
}
