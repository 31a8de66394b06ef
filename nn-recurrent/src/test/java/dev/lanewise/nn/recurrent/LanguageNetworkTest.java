package dev.lanewise.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.data.TextDataset;
import dev.lanewise.core.generate.BeamSearch;
import dev.lanewise.core.generate.Decoding;
import dev.lanewise.core.generate.Generation;
import dev.lanewise.core.generate.Generator;
import dev.lanewise.core.generate.Sampler;
import dev.lanewise.core.language.LearnedLanguage;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.train.TokenSetting;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageNetworkTest {

    /// Ten letters after a sign that only the beginning of a line tells apart: what comes next depends on more than a chunk.
    private static final TextDataset LINES = TextDataset.of(IntStream.range(0, 240).mapToObj(i -> i % 2 == 0 ? "abcdefghij\n" : "abcdexyzuv\n").toList());

    private static LearnedLanguage learn(LanguageNetwork network, TextDataset data) { return network.fit(data, Run.standard()); }

    private static final LanguageNetwork QUICK = LanguageNetwork.of(24).embedding(8).batchSize(4).learningRate(0.01).tokens(TokenSetting.characters().chunk(12)).epochs(20);

    @Test void itLearnsWhatWasSaidBeforeTheChunkBegan() {
        LearnedLanguage learned = learn(QUICK, LINES);

        assertThat(learned.evaluate(LINES, Run.standard()).figure("loss")).isLessThan(0.05);
        int[] prompt = learned.tokenizer().encode("abcdefghij\nab");
        Generation written = Generator.of(Sampler.greedy(), 20).generate(learned, prompt, Seed.of(1));
        assertThat(learned.tokenizer().decode(written.toArray())).isEqualTo("cdexyzuv\nabcdefghij\n");
    }

    @Test void aFileHoldsTheTokensToo(@TempDir Path folder) {
        LearnedLanguage learned = learn(QUICK.epochs(1), LINES);
        Path file = folder.resolve("lm.safetensors");

        learned.save(file);

        LearnedLanguage loaded = (LearnedLanguage) ModelRegistry.load().read(file);
        assertThat(loaded.tokenizer()).isEqualTo(learned.tokenizer());
        assertThat(loaded.evaluate(LINES, Run.standard())).isEqualTo(learned.evaluate(LINES, Run.standard()));
    }

    @Test void rowsOfUnlikePromptsScoreAsEachAlone() {
        LearnedLanguage learned = learn(QUICK.kind(RecurrentNetwork.Kind.GRU).epochs(1), LINES);
        List<int[]> prompts = List.of(learned.tokenizer().encode("abc"), learned.tokenizer().encode("x"), learned.tokenizer().encode("defghij"));
        int n = learned.vocabulary();

        Decoding together = learned.begin(prompts);
        together.append(2, 3, 4);
        together.select(2, 0, 2);

        int[] from = {2, 0, 2};
        for (int row = 0; row < 3; row++) {
            Decoding alone = learned.begin(List.of(prompts.get(from[row])));
            alone.append(2 + from[row]);
            assertThat(Arrays.copyOfRange(together.scores(), row * n, (row + 1) * n)).containsExactly(alone.scores(), within(1e-5f));
        }
    }

    @Test void beamsFindTextsThatAreAtLeastAsLikely() {
        LearnedLanguage learned = learn(QUICK.epochs(2), LINES);
        int[] prompt = learned.tokenizer().encode("ab");

        Generation greedy = Generator.of(Sampler.greedy(), 6).generate(learned, prompt, Seed.of(1)), beam = BeamSearch.of(6, 6).search(learned, prompt).getFirst();

        assertThat(beam.logLikelihood()).isGreaterThanOrEqualTo(greedy.logLikelihood() - 1e-6);
    }

    @Test void whatIsSaidOfATextIsWhatGenerationWouldSay() {
        LearnedLanguage learned = learn(QUICK.epochs(1), LINES);
        Generation written = Generator.of(Sampler.of(1), 30).generate(learned, learned.tokenizer().encode("a"), Seed.of(3));

        double nats = learned.predict(TextDataset.of(List.of("a" + learned.tokenizer().decode(written.toArray()))), Run.standard()).column("nats")[0];

        assertThat(nats * 30).isCloseTo(-written.logLikelihood(), within(1e-3));
    }

    @Test void piecesSideBySideSayNearlyTheSame() {
        LearnedLanguage learned = learn(QUICK.epochs(3), LINES);
        TextDataset one = TextDataset.of(List.of(TextDataset.whole(LINES)));       // 2,640 tokens, two pieces

        assertThat(learned.evaluate(LINES, Run.standard()).figure("loss")).isCloseTo(learned.predict(one, Run.standard()).column("nats")[0], within(0.01));
        assertThat(learned.evaluate(LINES, Run.standard()).samples()).isEqualTo(2639);
    }

    @Test void wordsAndBytePairsAreTokensAsWell() {
        TextDataset text = TextDataset.of(Collections.nCopies(60, "one two three four, five six seven eight.\n"));
        for (TokenSetting tokens : List.of(TokenSetting.words(20).chunk(8), TokenSetting.bytePairs(270).chunk(8))) {
            LearnedLanguage learned = learn(QUICK.tokens(tokens).epochs(25), text);

            Generation written = Generator.of(Sampler.greedy(), 30).generate(learned, learned.tokenizer().encode("one two three"), Seed.of(1));

            assertThat(learned.tokenizer().decode(written.toArray())).as(tokens.toString()).contains("four, five six seven eight.");
        }
    }

    @Test void validationIsTheEndOfTheText() {
        LearnedLanguage learned = learn(QUICK.epochs(2).validateOn(0.2), LINES);

        assertThat(learned.history().epochs().getLast().validationLoss()).isLessThan(3);
    }

    @Test void theSameSeedGivesTheSameModel() {
        assertThat(learn(QUICK.epochs(1), LINES).evaluate(LINES, Run.standard())).isEqualTo(learn(QUICK.epochs(1), LINES).evaluate(LINES, Run.standard().threads(1)));
    }

    @Test void whatDoesNotFitGetsASentence() {
        assertThatThrownBy(() -> learn(QUICK, TextDataset.of(List.of("too short")))).isInstanceOf(DataException.class)
                .hasMessage("TokenStreams: expected at least 49 tokens for 4 streams of chunks of 12, but got 9. Take fewer or shorter ones");
        LearnedLanguage learned = learn(QUICK.epochs(1), LINES);
        assertThatThrownBy(() -> learned.begin(List.of(new int[0]))).hasMessage("LearnedLanguage: expected prompts of at least one token, but one is empty");
        assertThat(Double.isNaN(learned.predict(TextDataset.of(List.of("a")), Run.standard()).column("nats")[0])).isTrue();
    }
}
