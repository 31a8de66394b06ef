package dev.lanewise.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.data.TextDataset;
import dev.lanewise.core.generate.Alignment;
import dev.lanewise.core.generate.Generation;
import dev.lanewise.core.generate.TokenListener;
import dev.lanewise.core.language.LearnedTranslation;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.train.TokenSetting;
import dev.lanewise.linalg.Matrix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Seq2SeqTest {

    /// Two to four letters and the same in capitals from the last to the first.
    private static TextDataset reversals(int count, long seed) {
        RandomStream random = Seed.of(seed).stream();
        List<String> words = new ArrayList<>(), turned = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder word = new StringBuilder();
            for (int length = 2 + random.nextInt(3); length > 0; length--) word.append("abcd".charAt(random.nextInt(4)));
            words.add(word.toString());
            turned.add(word.reverse().toString().toUpperCase(java.util.Locale.ROOT));
        }
        return TextDataset.pairs(words, turned);
    }

    private static final TextDataset TRAIN = reversals(320, 1), TEST = reversals(60, 2);

    @ParameterizedTest @CsvSource({"additive,before,gru", "dot,after,lstm", "general,after,gru", "none,before,gru"})
    void itTurnsWordsAround(String attention, String timing, String kind) {
        Options options = Options.none().with("units", 24).with("embedding", 8).with("attention", attention).with("timing", timing).with("kind", kind).with("bidirectional", false)
                .with("epochs", 25).with("batch-size", 16).with("learning-rate", 0.01);

        LearnedTranslation learned = (LearnedTranslation) ModelRegistry.load().create("seq2seq", options).fit(TRAIN, Run.standard());

        assertThat(learned.evaluate(TEST, Run.standard()).figure("exact")).isGreaterThan(attention.equals("none") ? 0.75 : 0.9);
    }

    private static final Seq2Seq QUICK = Seq2Seq.of(16).epochs(8).batchSize(16).learningRate(0.01);

    private static LearnedTranslation quick() { return QUICK.fit(TRAIN, Run.standard()); }

    @Test void itLooksAtTheLetterThatItSays() {
        LearnedTranslation learned = QUICK.epochs(25).fit(TRAIN, Run.standard());

        Alignment seen = learned.alignment("abcd", "DCBA").orElseThrow();

        assertThat(seen.source()).containsExactly("a", "b", "c", "d", "<eos>");
        assertThat(seen.target()).containsExactly("D", "C", "B", "A", "<eos>");
        Matrix alignment = seen.weights();

        assertThat(alignment.rows()).isEqualTo(5);
        assertThat(alignment.columns()).isEqualTo(5);
        for (int step = 0; step < 5; step++) assertThat(Arrays.stream(alignment.row(step).toArray()).sum()).isCloseTo(1, within(1e-5));
        assertThat(learned.translate("abcd")).isEqualTo("DCBA");
    }

    @Test void beamsAreAtLeastAsLikelyAsTheBestTokenAtEachStep() {
        LearnedTranslation learned = quick();
        for (String text : List.of("ab", "dcba", "cab")) {
            Generation greedy = learned.greedy().generate(learned.translating(List.of(text)), Seed.of(1), TokenListener.silent()).getFirst();
            Generation beam = learned.beams(4).lengthPenalty(0).search(learned.translating(List.of(text))).getFirst();

            assertThat(beam.logLikelihood()).isGreaterThanOrEqualTo(greedy.logLikelihood() - 1e-5);
        }
    }

    @Test void textsSideBySideAreTranslatedAsEachAlone() {
        LearnedTranslation learned = quick();

        assertThat(learned.translate(List.of("a", "abcd", "dd"))).containsExactly(learned.translate("a"), learned.translate("abcd"), learned.translate("dd"));
    }

    @Test void aFileHoldsAllOfIt(@TempDir Path folder) {
        LearnedTranslation learned = QUICK.epochs(1).forcing(TeacherForcing.fallingTo(0.5)).tokens(TokenSetting.words(300)).fit(TRAIN, Run.standard());
        learned.save(folder.resolve("m.safetensors"));

        LearnedTranslation loaded = (LearnedTranslation) ModelRegistry.load().read(folder.resolve("m.safetensors"));

        assertThat(loaded.evaluate(TEST, Run.standard())).isEqualTo(learned.evaluate(TEST, Run.standard()));
    }

    @Test void scheduledSamplingLearnsToo() {
        LearnedTranslation learned = QUICK.epochs(25).forcing(new TeacherForcing(TeacherForcing.Curve.SIGMOID, 0.5)).fit(TRAIN, Run.standard());

        assertThat(learned.evaluate(TEST, Run.standard()).figure("exact")).isGreaterThan(0.8);
    }

    @Test void whatDoesNotFitGetsASentence() {
        assertThatThrownBy(() -> QUICK.fit(TextDataset.of(List.of("a")), Run.standard())).isInstanceOf(DataException.class).hasMessageStartingWith("Texts: expected texts as targets");
        Options dot = Options.none().with("attention", "dot").with("epochs", 1);
        assertThatThrownBy(() -> ModelRegistry.load().create("seq2seq", dot.with("units", 8)).fit(TRAIN, Run.standard())).hasMessageContaining("expected a memory as wide as the queries");
    }
}
