package dev.lanewise.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import dev.lanewise.core.text.BytePairs.Merge;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytePairsTest {

    private static final String TEXT = "low low low low low lower lower newest newest newest newest newest newest widest widest widest, 1999 and 2000; été, naïve, 日本語 😀!\n\n  über  ";

    @Test void mergesThoseOfThePaper() {
        List<Merge> merges = BytePairs.train("low low low low low lower lower newest newest newest newest newest newest widest widest widest".replace(" ", "\n"), 256 + 3).merges();

        // e s (9 times), es t (9), l o (7) in Sennrich et al., figure 1: there with a sign for the end of a word, here without
        assertThat(merges).containsExactly(new Merge('e', 's'), new Merge(256, 't'), new Merge('l', 'o'));
    }

    @ParameterizedTest @ValueSource(ints = {1, 2, 3, 4, 5})
    void mergesAreThoseOfCountingEverythingAgain(int seed) {
        RandomStream random = Seed.of(seed).stream();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 400; i++) text.append("aab cé".charAt(random.nextInt(6)));

        assertThat(BytePairs.train(text.toString(), 256 + 40).merges()).isEqualTo(reference(text.toString(), 40));
    }

    private static List<Merge> reference(String text, int most) {
        List<List<Integer>> pieces = new ArrayList<>();
        for (String piece : text.split("(?<=\\S)(?= )|(?<= )(?= \\S)")) {
            List<Integer> bytes = new ArrayList<>();
            for (byte one : piece.getBytes(StandardCharsets.UTF_8)) bytes.add(one & 0xff);
            pieces.add(bytes);
        }
        List<Merge> merges = new ArrayList<>();
        while (merges.size() < most) {
            Map<List<Integer>, Integer> counts = new TreeMap<>((a, b) -> a.get(0).equals(b.get(0)) ? a.get(1) - b.get(1) : a.get(0) - b.get(0));
            for (List<Integer> piece : pieces) for (int i = 0; i + 1 < piece.size(); i++) counts.merge(List.of(piece.get(i), piece.get(i + 1)), 1, Integer::sum);
            List<Integer> best = null;
            for (var entry : counts.entrySet()) if (entry.getValue() > 1 && (best == null || entry.getValue() > counts.get(best))) best = entry.getKey();
            if (best == null) break;
            for (List<Integer> piece : pieces) {
                for (int i = 0; i + 1 < piece.size(); i++) {
                    if (!piece.get(i).equals(best.get(0)) || !piece.get(i + 1).equals(best.get(1))) continue;
                    piece.set(i, 256 + merges.size());
                    piece.remove(i + 1);
                }
            }
            merges.add(new Merge(best.get(0), best.get(1)));
        }
        return merges;
    }

    @Test void everyTextComesBack() {
        BytePairs pairs = BytePairs.train(TEXT, 256 + 2 + 30, Special.BOS, Special.EOS);

        for (String text : List.of(TEXT, "", "x", " ", "\t\r\n", "lowest low", "Ελληνικά 🏳️‍🌈 e\u0301", "\0\u0001")) assertThat(pairs.decode(pairs.encode(text))).isEqualTo(text);
        assertThat(pairs.encode(TEXT).length).isLessThan(TEXT.getBytes(StandardCharsets.UTF_8).length * 2 / 3);
        assertThat(pairs.decode(0, pairs.encode("low")[0], 1)).isEqualTo("low");
    }

    @Test void allBytesComeBack() {
        BytePairs pairs = BytePairs.train(TEXT, 300);
        byte[] all = new byte[512];
        for (int i = 0; i < 512; i++) all[i] = (byte) (i * 7);

        assertThat(pairs.decodeBytes(pairs.encodeBytes(all))).containsExactly(all);
    }

    @Test void trainingIsTheSameAgain() { assertThat(BytePairs.train(TEXT, 290)).isEqualTo(BytePairs.train(TEXT, 290)); }

    @Test void itStopsWhereNothingComesTwice() { assertThat(BytePairs.train("abc", 1000).size()).isEqualTo(256); }

    @Test void whatIsWrongIsSaid() {
        assertThatThrownBy(() -> BytePairs.train("a", 256, Special.PAD)).hasMessage("BytePairs: expected a size ≥ 257, the bytes and special tokens, but got 256");
        assertThatThrownBy(() -> BytePairs.of(List.of(), List.of(new Merge(256, 1)))).hasMessage("BytePairs: expected merges of tokens before them, but merge 0 is Merge[left=256, right=1]");
        assertThatThrownBy(() -> BytePairs.train("a", 256).decode(256)).isInstanceOf(DataException.class).hasMessage("BytePairs: expected a token in 0 … 255, but got 256");
    }
}
