package dev.lanewise.nn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Sentences;
import dev.lanewise.core.data.TextDataset;
import dev.lanewise.core.generate.Alignment;
import dev.lanewise.core.generate.Decoding;
import dev.lanewise.core.generate.Generation;
import dev.lanewise.core.generate.TokenListener;
import dev.lanewise.core.language.LearnedTranslation;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.train.TokenSetting;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransformerTranslationTest {

    private static final TransformerTranslation QUICK = TransformerTranslation.of(32, 2, 1).tokens(TokenSetting.words(100)).learningRate(3e-3).epochs(1);

    @Test void itLearnsToTranslate() {
        LearnedTranslation learned = QUICK.epochs(15).fit(Sentences.pairs(600, Seed.of(1)), Run.standard());

        assertThat(learned.evaluate(Sentences.pairs(100, Seed.of(2)), Run.standard()).figure("exact")).isGreaterThan(0.8);
        Dataset shorter = TextDataset.pairs(List.of("a"), List.of("b"));
        assertThat(learned.evaluate(shorter, Run.standard()).figure("loss")).as("pairs that are shorter than those it learned from").isFinite();
        assertThat(learned.translate("the red cat sees a small house")).isEqualTo("le chat rouge voit une maison petite");
    }

    @Test void aFileHoldsTheTokensToo(@TempDir Path folder) {
        TextDataset pairs = Sentences.pairs(60, Seed.of(1));
        LearnedTranslation learned = QUICK.dropout(0.1).smoothing(0.1).fit(pairs, Run.standard());
        Path file = folder.resolve("transformer.safetensors");

        learned.save(file);

        LearnedTranslation loaded = (LearnedTranslation) ModelRegistry.load().read(file);
        assertThat(loaded.tokenizer()).isEqualTo(learned.tokenizer());
        assertThat(loaded.evaluate(pairs, Run.standard())).isEqualTo(learned.evaluate(pairs, Run.standard()));
    }

    @Test void itTellsWhereItLookedWithoutKnowingWhatComes() {
        LearnedTranslation learned = TransformerTranslation.of(32, 2, 2).tokens(TokenSetting.words(100)).epochs(1).fit(Sentences.pairs(60, Seed.of(1)), Run.standard());

        Alignment whole = learned.alignment("the cat sees a dog", "le chat voit").orElseThrow(), part = learned.alignment("the cat sees a dog", "le chat").orElseThrow();

        assertThat(whole.source()).containsExactly("the", "cat", "sees", "a", "dog", "<eos>");
        assertThat(whole.target()).containsExactly("le", "chat", "voit", "<eos>");
        for (int row = 0; row < 4; row++) assertThat(Arrays.stream(whole.weights().row(row).toArray()).sum()).isEqualTo(1, within(1e-5));
        assertThat(whole.weights().rows(0, 2).minus(part.weights().rows(0, 2)).maxAbs()).as("a step sees none after it").isLessThan(1e-6);
        assertThat(whole.weights().row(0).minus(whole.weights().row(1)).maxAbs()).isPositive();
        assertThat(learned.alignments("the cat", "le chat")).hasSize(2);
    }

    @Test void rowsScoreAsEachAlone() {
        LearnedTranslation learned = QUICK.fit(Sentences.pairs(60, Seed.of(1)), Run.standard());
        List<String> texts = List.of("the cat sees a dog", "a boy", "the red house has a small flower");
        int n = learned.tokenizer().size();

        Decoding together = learned.translating(texts);
        together.append(5, 6, 7);
        together.select(2, 0, 2);
        together.append(8, 9, 10);

        int[] from = {2, 0, 2};
        for (int row = 0; row < 3; row++) {
            Decoding alone = learned.translating(List.of(texts.get(from[row])));
            alone.append(5 + from[row]);
            alone.append(8 + row);
            assertThat(Arrays.copyOfRange(together.scores(), row * n, (row + 1) * n)).containsExactly(alone.scores(), within(1e-4f));
        }
    }

    @Test void beamsFindTranslationsThatAreAtLeastAsLikely() {
        LearnedTranslation learned = QUICK.epochs(3).fit(Sentences.pairs(100, Seed.of(1)), Run.standard());
        Decoding decoding = learned.translating(List.of("the cat sees a dog"));

        Generation greedy = learned.greedy().generate(learned.translating(List.of("the cat sees a dog")), Seed.of(1), TokenListener.silent()).getFirst(), beam = learned.beams(4).lengthPenalty(0).search(decoding).getFirst();

        assertThat(beam.logLikelihood()).isGreaterThanOrEqualTo(greedy.logLikelihood() - 1e-5);
    }

    @Test void whatDoesNotFitGetsASentence() {
        assertThatThrownBy(() -> QUICK.fit(TextDataset.of(List.of("a")), Run.standard())).isInstanceOf(DataException.class).hasMessageContaining("expected texts as targets");
        assertThatThrownBy(() -> TransformerTranslation.of(30, 4, 1)).hasMessage("Transformer: expected a dimension that is a multiple of heads ≥ 1, but got 30 and 4");
    }
}
