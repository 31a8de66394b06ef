package dev.lanewise.core.text;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Hugging Face's `tokenizer.json`, as far as GPT-2, Llama and BERT and their relatives use it.
final class HuggingFaceTokenizer {

    private static final String SPACE = "▁";

    private final Options content;
    private final Options model;
    private final Map<String, Integer> added = new HashMap<>();
    private final Map<Integer, String> addedTexts = new HashMap<>();
    private final Map<Special, Integer> specials = new EnumMap<>(Special.class);

    HuggingFaceTokenizer(Options content) {
        this.content = content;
        this.model = content.options("model");
        if (content.has("added_tokens")) content.list("added_tokens").forEach(this::add);
    }

    private void add(Options token) {
        String text = token.text("content");
        if (text.isEmpty()) throw new DataException(token.place() + ", content: expected a text, but got an empty one");
        int number = VocabularyFiles.number(token, "id");
        added.put(text, number);
        addedTexts.put(number, token.flag("special", false) ? "" : text);
        switch (text) {
            case "<unk>", "[UNK]" -> specials.put(Special.UNK, number);
            case "<s>", "[CLS]", "<|begin_of_text|>" -> specials.put(Special.BOS, number);
            case "</s>", "[SEP]", "<|endoftext|>", "<|end_of_text|>" -> specials.put(Special.EOS, number);
            case "<pad>", "[PAD]" -> specials.put(Special.PAD, number);
            default -> { }
        }
    }

    Tokenizer tokenizer() {
        String type = model.text("type", model.has("merges") ? "BPE" : "WordPiece");
        Map<String, Integer> numbers = VocabularyFiles.numbers(model.options("vocab"));
        return switch (type) {
            case "BPE" -> isByteLevel() ? byteLevel(numbers) : sentencePieces(numbers);
            case "WordPiece" -> wordPieces(numbers);
            default -> throw new DataException(model.place() + ", type: expected BPE or WordPiece, but got '" + type + "'");
        };
    }

    private boolean isByteLevel() { return parts("pre_tokenizer", "pretokenizers").stream().anyMatch(part -> part.text("type").equals("ByteLevel")); }

    /// The members of a sequence, or what stands in its place; none if nothing does.
    private List<Options> parts(String name, String members) {
        if (!content.has(name)) return List.of();
        Options part = content.options(name);
        return part.text("type").equals("Sequence") ? part.list(members) : List.of(part);
    }

    private Tokenizer byteLevel(Map<String, Integer> numbers) {
        byte[] @Nullable [] bytes = VocabularyFiles.bytes(numbers, added, model.place());
        addedTexts.forEach((number, text) -> { if (!text.isEmpty()) bytes[number] = VocabularyFiles.text(text); });
        return new ByteLevelTokens(bytes, merges(numbers), parts("pre_tokenizer", "pretokenizers").stream().flatMap(part -> cut(part).stream()).toList(),
                new AddedTokens(added), specials);
    }

    private List<Pattern> cut(Options part) {
        return switch (part.text("type")) {
            case "ByteLevel" -> part.flag("use_regex", true) ? List.of(VocabularyFiles.GPT2) : List.of();
            case "Split" -> List.of(pattern(part.options("pattern")));
            case "Digits" -> List.of(Pattern.compile(part.flag("individual_digits", false) ? "\\p{N}" : "\\p{N}+"));
            default -> throw new DataException(part.place() + ", type: expected ByteLevel, Split or Digits, but got '" + part.text("type") + "'");
        };
    }

    private static Pattern pattern(Options pattern) {
        if (pattern.has("String")) return Pattern.compile(Pattern.quote(pattern.text("String")));
        try {
            return Pattern.compile(pattern.text("Regex"), Pattern.UNICODE_CHARACTER_CLASS);
        } catch (PatternSyntaxException e) {
            throw new DataException(pattern.place() + ", Regex: expected a regular expression, but got '" + pattern.text("Regex") + "': " + e.getDescription(), e);
        }
    }

    private Tokenizer sentencePieces(Map<String, Integer> numbers) {
        int size = VocabularyFiles.size(numbers, added);
        String[] pieces = new String[size];
        int[] byteOf = new int[size];
        Arrays.fill(byteOf, -1);
        Arrays.fill(pieces, "");
        numbers.forEach((token, number) -> {
            pieces[number] = token.replace(SPACE, " ");
            if (model.flag("byte_fallback", false)) byteOf[number] = ByteNames.value(token);
        });
        addedTexts.forEach((number, text) -> pieces[number] = text);
        if (model.has("unk_token") && numbers.containsKey(model.text("unk_token"))) specials.putIfAbsent(Special.UNK, numbers.get(model.text("unk_token")));
        boolean prepends = parts("normalizer", "normalizers").stream().anyMatch(part -> part.text("type").equals("Prepend"))
                || parts("pre_tokenizer", "pretokenizers").stream().anyMatch(HuggingFaceTokenizer::prepends);
        return new SentencePieces(pieces, byteOf, prepends, merges(numbers), new AddedTokens(added), specials);
    }

    private static boolean prepends(Options part) {
        return part.text("type").equals("Metaspace") && part.flag("add_prefix_space", true) && !part.text("prepend_scheme", "always").equals("never");
    }

    private Merges merges(Map<String, Integer> numbers) {
        List<?> merges = model.value("merges").orElse(List.of()) instanceof List<?> list ? list : List.of();
        List<String> pairs = new ArrayList<>();
        for (Object merge : merges) pairs.add(merge instanceof List<?> pair ? String.join(" ", pair.stream().map(Object::toString).toList()) : merge.toString());
        return VocabularyFiles.merges(pairs, numbers, model.place());
    }

    private Tokenizer wordPieces(Map<String, Integer> numbers) {
        List<String> tokens = new ArrayList<>(IntStream.range(0, VocabularyFiles.size(numbers, added)).mapToObj(_ -> "").toList());
        numbers.forEach((token, number) -> tokens.set(number, token));
        added.forEach((token, number) -> tokens.set(number, token));
        boolean lowercase = parts("normalizer", "normalizers").stream().anyMatch(part -> part.text("type").equals("Lowercase") || part.text("type").equals("BertNormalizer") && part.flag("lowercase", true));
        Map<String, Integer> all = new HashMap<>(numbers);
        all.putAll(added);
        return VocabularyFiles.wordPieces(all, List.copyOf(tokens), lowercase, added);
    }
}
