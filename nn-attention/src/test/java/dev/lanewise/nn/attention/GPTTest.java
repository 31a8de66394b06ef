package dev.lanewise.nn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.data.TextDataset;
import dev.lanewise.core.generate.Alignment;
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

class GPTTest {

    /// What a line ends with tells its beginning only, ten letters before.
    private static final TextDataset LINES = TextDataset.of(IntStream.range(0, 240).mapToObj(i -> i * i % 7 % 2 == 0 ? "a-mnopqrst-b\n" : "c-mnopqrst-d\n").toList());

    private static final GPT QUICK = GPT.of(32, 2, 1).context(16).batchSize(8).learningRate(5e-3).epochs(12);

    private static String written(LearnedLanguage model, String prompt, int length) {
        Generation generation = Generator.of(Sampler.greedy(), length).generate(model, model.tokenizer().encode(prompt), Seed.of(1));
        return model.tokenizer().decode(generation.toArray());
    }

    @Test void itSeesWhatStoodTenLettersBefore() {
        for (GPT.Layout layout : GPT.Layout.values()) {
            LearnedLanguage model = QUICK.layout(layout).fit(LINES, Run.standard());

            assertThat(written(model, "\na-mn", 8)).as(layout.toString()).isEqualTo("opqrst-b");
            assertThat(written(model, "\nc-mn", 8)).as(layout.toString()).isEqualTo("opqrst-d");
            List<Alignment> heads = model.attention("\na-mnopqrst-").getFirst();
            assertThat(heads).hasSize(2).allSatisfy(head -> assertThat(head.weights().row(0).toArray()).as("the first step sees itself").startsWith(1, 0, 0));
            assertThat(heads.stream().mapToDouble(head -> head.weights().get(11, 1)).max().orElse(0)).as("what the last letter depends on").isGreaterThan(0.15);
        }
    }

    @Test void aFileHoldsTheTokensToo(@TempDir Path folder) {
        LearnedLanguage model = QUICK.dropout(0.1).epochs(1).fit(LINES, Run.standard());
        Path file = folder.resolve("gpt.safetensors");

        model.save(file);

        LearnedLanguage loaded = (LearnedLanguage) ModelRegistry.load().read(file);
        assertThat(loaded.tokenizer()).isEqualTo(model.tokenizer());
        assertThat(loaded.evaluate(LINES, Run.standard())).isEqualTo(model.evaluate(LINES, Run.standard()));
        assertThat(written(loaded, "a", 30)).isEqualTo(written(model, "a", 30));
    }

    @Test void rowsOfUnlikePromptsScoreAsEachAloneEvenBehindTheContext() {
        LearnedLanguage model = QUICK.epochs(1).fit(LINES, Run.standard());
        List<int[]> prompts = List.of(model.tokenizer().encode("a-m"), model.tokenizer().encode("c-mnopqrst-d\nc-mnopqrst-d\n"), model.tokenizer().encode("mnopqrst"));
        int n = model.vocabulary();

        Decoding together = model.begin(prompts);
        together.append(2, 3, 4);
        together.select(2, 0, 2, 1);
        together.append(5, 6, 7, 8);

        int[] from = {2, 0, 2, 1};
        for (int row = 0; row < 4; row++) {
            Decoding alone = model.begin(List.of(prompts.get(from[row])));
            alone.append(2 + from[row]);
            alone.append(5 + row);
            assertThat(Arrays.copyOfRange(together.scores(), row * n, (row + 1) * n)).as("row %d", row).containsExactly(alone.scores(), within(1e-5f));
        }
    }

    @Test void aPromptLongerThanTheContextGoesOnFromItsEnd() {
        LearnedLanguage model = QUICK.fit(LINES, Run.standard());
        String end = "c-mnopqrst-d\n".repeat(3) + "a-";

        assertThat(written(model, end, 40)).hasSize(40).startsWith("mnopqrst");
    }

    @Test void whatIsSaidOfATextIsWhatGenerationWouldSay() {
        LearnedLanguage model = QUICK.epochs(1).fit(LINES, Run.standard());
        Generation written = BeamSearch.of(3, 12).search(model, model.tokenizer().encode("a")).getFirst();

        double nats = model.predict(TextDataset.of(List.of("a" + model.tokenizer().decode(written.toArray()))), Run.standard()).column("nats")[0];

        assertThat(nats * 12).isCloseTo(-written.logLikelihood(), within(1e-3));
    }

    @Test void bytePairsAreTokensAsWell() {
        TextDataset text = TextDataset.of(Collections.nCopies(80, "one two three four, five six seven eight.\n"));

        LearnedLanguage model = QUICK.tokens(TokenSetting.bytePairs(280).chunk(16)).epochs(25).fit(text, Run.standard());

        assertThat(written(model, "one two three", 40)).contains("four, five six seven eight.");
    }

    @Test void aNameAndOptionsMakeIt() {
        assertThat(ModelRegistry.load().create("gpt", Options.none().with("dimension", 32).with("heads", 2).with("blocks", 1).with("chunk", 16).with("epochs", 3)))
                .isEqualTo(GPT.of(32, 2, 1).context(16).epochs(3));
    }

    @Test void whatDoesNotFitGetsASentence() {
        assertThatThrownBy(() -> QUICK.fit(TextDataset.of(List.of("short")), Run.standard())).isInstanceOf(DataException.class).hasMessageContaining("expected at least 17 tokens");
        assertThatThrownBy(() -> GPT.of(30, 4, 1)).hasMessage("CausalTransformer: expected a dimension that is a multiple of heads ≥ 1, but got 30 and 4");
        LearnedLanguage model = QUICK.epochs(1).fit(LINES, Run.standard());
        assertThatThrownBy(() -> model.begin(List.of(new int[0]))).hasMessage("LearnedLanguage: expected prompts of at least one token, but one is empty");
        assertThat(Double.isNaN(model.predict(TextDataset.of(List.of("a")), Run.standard()).column("nats")[0])).isTrue();
    }
}
