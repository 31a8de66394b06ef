package dev.lanewise.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Small files in foreign formats, made by hand.
class TokenizerFilesTest {

    private static final String GPT2_VOCABULARY = """
            {"h":0,"e":1,"l":2,"o":3,"Ġ":4,"w":5,"r":6,"d":7,"Ã":8,"©":9,"he":10,"ll":11,"hell":12,"hello":13,"Ġw":14,"or":15,"Ġwor":16,"<|endoftext|>":17,"Ċ":18,"'":19,"s":20,"'s":21}""";
    private static final String GPT2_MERGES = "#version: 0.2\nh e\nl l\nhe ll\nhell o\nĠ w\no r\nĠw or\n' s\n";
    private static final String LLAMA = """
            {"normalizer":{"type":"Sequence","normalizers":[{"type":"Prepend","prepend":"▁"},{"type":"Replace","pattern":{"String":" "},"content":"▁"}]},
             "pre_tokenizer":null,
             "added_tokens":[{"id":0,"content":"<unk>","special":true},{"id":1,"content":"<s>","special":true},{"id":2,"content":"</s>","special":true}],
             "model":{"type":"BPE","byte_fallback":true,"unk_token":"<unk>","vocab":{"<unk>":0,"<s>":1,"</s>":2,"<0xC3>":3,"<0xA9>":4,"▁":5,"a":6,"b":7,"ab":8,"▁ab":9,"▁a":10},
              "merges":["a b","▁ ab",["▁","a"]]}}""";
    private static final String BERT = """
            {"normalizer":{"type":"BertNormalizer","lowercase":true},"pre_tokenizer":{"type":"BertPreTokenizer"},
             "added_tokens":[{"id":0,"content":"[PAD]","special":true},{"id":1,"content":"[UNK]","special":true},{"id":2,"content":"[CLS]","special":true},{"id":3,"content":"[SEP]","special":true}],
             "model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","vocab":{"[PAD]":0,"[UNK]":1,"[CLS]":2,"[SEP]":3,"un":4,"##aff":5,"##able":6,",":7,"cafe":8,"!":9,"世":10}}}""";

    @TempDir
    Path folder;

    private Tokenizer read(String name, String content) throws IOException { return TokenizerFiles.read(Files.writeString(folder.resolve(name), content)); }

    private Tokenizer gpt2() throws IOException {
        Files.writeString(folder.resolve("merges.txt"), GPT2_MERGES);
        return read("vocab.json", GPT2_VOCABULARY);
    }

    @ParameterizedTest
    @CsvSource({"hello wor, 13 16", "' hello', 4 13", "helloé, 13 8 9", "hello<|endoftext|>hell, 13 17 12", "'hello''s', 13 21", "'', ''"})
    void bytePairsOfGpt2(String text, String tokens) throws IOException {
        Tokenizer tokenizer = gpt2();

        assertThat(tokenizer.encode(text)).containsExactly(numbers(tokens));
        assertThat(tokenizer.decode(numbers(tokens))).isEqualTo(text.replace("<|endoftext|>", ""));
        assertThat(tokenizer.id(Special.EOS)).hasValue(17);
        assertThat(tokenizer.size()).isEqualTo(22);
    }

    @ParameterizedTest
    @CsvSource({"ab, 9", "'ab ab', 9 9", "aé, 10 3 4", "' ab', 5 9", "'b<s>', 5 7 1", "z, 5 0"})
    void piecesOfLlama(String text, String tokens) throws IOException {
        Tokenizer tokenizer = read("tokenizer.json", LLAMA);

        assertThat(tokenizer.encode(text)).containsExactly(numbers(tokens));
        if (!text.equals("z")) assertThat(tokenizer.decode(numbers(tokens))).isEqualTo(text.replace("<s>", ""));
        assertThat(tokenizer.id(Special.BOS)).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"unaffable, 4 5 6", "'Unaffable,UN', 4 5 6 7 4", "Café!, 8 9", "[CLS]un[SEP], 2 4 3", "'un xyz', 4 1", "世世, 10 10", "able, 1"})
    void wordPiecesOfBert(String text, String tokens) throws IOException {
        Tokenizer tokenizer = read("tokenizer.json", BERT);

        assertThat(tokenizer.encode(text)).containsExactly(numbers(tokens));
    }

    @Test
    void wordPiecesBecomeWordsAgain() throws IOException {
        assertThat(read("tokenizer.json", BERT).decode(2, 4, 5, 6, 7, 8, 3)).isEqualTo("unaffable , cafe");
    }

    @Test
    void aVocabularyOfLinesIsBerts() throws IOException {
        Tokenizer tokenizer = read("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\nun\n##aff\n##able\n");

        assertThat(tokenizer.encode("UNaffable x")).containsExactly(4, 5, 6, 1);
    }

    @Test
    void byteLevelJsonMayCutByAPatternOfItsOwn() throws IOException {
        String json = "{\"pre_tokenizer\":{\"type\":\"Sequence\",\"pretokenizers\":[{\"type\":\"Split\",\"pattern\":{\"Regex\":\"\\\\p{N}{1,2}\"},\"behavior\":\"Isolated\"},"
                + "{\"type\":\"ByteLevel\",\"use_regex\":false}]},\"model\":{\"type\":\"BPE\",\"vocab\":{\"1\":0,\"2\":1,\"12\":2,\"122\":3},\"merges\":[\"1 2\",\"12 2\"]}}";

        assertThat(read("tokenizer.json", json).encode("1221")).containsExactly(2, 1, 0);
    }

    /// The queue of candidates does what one does who looks for the best pair again and again.
    @Test
    void mergingIsLookingForTheBestPairAgainAndAgain() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            Merges merges = new Merges();
            List<int[]> rules = new ArrayList<>();
            for (int token = 3; token < 12; token++) {
                int[] rule = {random.nextInt(token), random.nextInt(token), token};
                if (rules.stream().anyMatch(other -> other[0] == rule[0] && other[1] == rule[1])) continue;
                rules.add(rule);
                merges.add(rule[0], rule[1], token, rules.size());
            }
            int[] tokens = random.ints(random.nextInt(40), 0, 3).toArray();
            assertThat(merges.merge(tokens)).containsExactly(slowly(tokens, rules));
        }
    }

    private static int[] slowly(int[] tokens, List<int[]> rules) {
        List<Integer> list = new ArrayList<>();
        for (int token : tokens) list.add(token);
        for (int i = 0; i < rules.size(); i++) {
            int[] rule = rules.get(i);
            for (int at = 0; at + 1 < list.size(); at++) {
                if (list.get(at) != rule[0] || list.get(at + 1) != rule[1]) continue;
                list.set(at, rule[2]);
                list.remove(at + 1);
                i = -1;                                        // from the best rule on again
                break;
            }
        }
        return list.stream().mapToInt(token -> token).toArray();
    }

    private static int[] numbers(String text) { return text.isBlank() ? new int[0] : List.of(text.split(" ")).stream().mapToInt(Integer::parseInt).toArray(); }

    @Test
    void brokenFilesAreToldInASentence() throws IOException {
        assertThatThrownBy(() -> TokenizerFiles.read(folder)).isInstanceOf(DataException.class)
                .hasMessage(folder + ": expected one of tokenizer.json, vocab.json, vocab.txt, tokenizer.bin, but there is none");
        assertSentence("tokenizer.json", "{\"model\":{\"type\":\"Unigram\",\"vocab\":{\"a\":0}}}", "tokenizer.json, model, type: expected BPE or WordPiece, but got 'Unigram'");
        assertSentence("tokenizer.json", "{\"model\":{\"vocab\":{\"a\":-1}}}", "tokenizer.json, model, vocab, a: expected a number from 0 to 9999999, but got -1");
        assertSentence("tokenizer.json", LLAMA.replace("\"a b\"", "\"a  b\""), "tokenizer.json, model, merge 1: expected two tokens with a space between, but got 'a  b'");
        assertSentence("tokenizer.json", LLAMA.replace("\"a b\"", "\"b a\""), "tokenizer.json, model, merge 1: expected tokens of the vocabulary, but got 'ba'");
        assertSentence("vocab.txt", "a\nb\na\n", "vocab.txt, line 3: expected each token once, but got 'a' again");
        assertSentence("vocab.json", "{\"a\":0}", "merges.txt: there is no such file");
    }

    private void assertSentence(String name, String content, String end) {
        assertThatThrownBy(() -> read(name, content)).isInstanceOf(DataException.class).hasMessageEndingWith(end);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whateverHappensToAFileIsTold(int seed) throws IOException {
        Random random = new Random(seed);
        for (String sound : List.of(GPT2_VOCABULARY, LLAMA, BERT)) {
            for (int round = 0; round < 100; round++) {
                byte[] bytes = sound.getBytes(StandardCharsets.UTF_8);
                int to = random.nextBoolean() ? bytes.length : random.nextInt(bytes.length);
                for (int i = random.nextInt(3); i > 0; i--) bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                Files.writeString(folder.resolve("merges.txt"), GPT2_MERGES);
                assertReadOrTold(Files.write(folder.resolve("damaged.json"), java.util.Arrays.copyOf(bytes, to)));
            }
        }
    }

    @Test
    void whateverHappensToAFileOfScoresIsTold() throws IOException {
        Random random = new Random(4);
        byte[] sound = scored();
        assertThat(TokenizerFiles.read(Files.write(folder.resolve("t.bin"), sound)).encode("abé")).containsExactly(7, 3, 4);
        for (int round = 0; round < 200; round++) {
            byte[] bytes = sound.clone();
            int to = round < sound.length ? round : sound.length;
            if (random.nextBoolean()) bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            assertReadOrTold(Files.write(folder.resolve("damaged.bin"), java.util.Arrays.copyOf(bytes, to)));
        }
    }

    private static byte[] scored() {
        ByteBuffer bytes = ByteBuffer.allocate(500).order(ByteOrder.LITTLE_ENDIAN).putInt(6);
        String[] pieces = {"<unk>", "<s>", "</s>", "<0xC3>", "<0xA9>", " ", "ab", " ab", "a", "b"};
        for (int i = 0; i < pieces.length; i++) bytes.putFloat(-i).putInt(pieces[i].length()).put(pieces[i].getBytes(StandardCharsets.UTF_8));
        return java.util.Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static void assertReadOrTold(Path file) {
        try {
            TokenizerFiles.read(file).encode("hello ab é");
        } catch (DataException told) {
            assertThat(told).hasMessageMatching("(?s).*: expected .*|.*there is no such file.*|.*must not.*|.*tokenizer: .*");
        }
    }
}
