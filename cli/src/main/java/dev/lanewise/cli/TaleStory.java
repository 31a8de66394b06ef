package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Figures;
import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.data.DataSource;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Datasets;
import dev.lanewise.core.data.TextDataset;
import dev.lanewise.core.generate.Alignment;
import dev.lanewise.core.generate.Generator;
import dev.lanewise.core.generate.Sampler;
import dev.lanewise.core.generate.TextModel;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.text.StreamedText;
import dev.lanewise.plots.HeatMap;
import dev.lanewise.plots.Picture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A transformer that learned generated tales letter by letter: what it writes, and which earlier letters a head looks at.
///
/// @param learned the model
/// @param loss in nats for each letter of tales that it has never seen
/// @param seconds how long it learned
record TaleStory(Model learned, double loss, double seconds) {

    private static final String PROMPT = "Mira lived ";
    private static final String PUZZLE = "Mira lived by the sea. One morning ";
    private static final int LENGTH = 330;

    static TaleStory learn(boolean quick, int epochs, Demonstration demo) {
        DataSource tales = Datasets.open("tales", "");
        Dataset train = quick ? tales.train().rows(IntStream.range(0, 40).toArray()) : tales.train();
        demo.tell("3. Learning to write\n\n" + Figures.count(train.size()) + " little tales, generated for this program. One of them:\n\n" + indented(TextDataset.text(train, 0)));
        Options recipe = Options.none().with("dimension", quick ? 32 : 64).with("heads", 4).with("blocks", 2).with("chunk", quick ? 48 : 96).with("batch-size", 16).with("epochs", epochs)
                .with("learning-rate", 0.004).with("schedule", "cosine").with("clip-norm", 1);
        long start = System.nanoTime();
        Model model = ModelRegistry.load().create("gpt", recipe).fit(train, demo.tellingLosses());
        double seconds = (System.nanoTime() - start) / 1e9;
        return new TaleStory(model, model.evaluate(tales.test().orElseThrow(), demo.run()).figure("loss"), seconds);
    }

    private static String indented(String text) { return text.strip().indent(3); }

    private TextModel model() {
        if (learned instanceof TextModel texts) return texts;
        throw new DataException("demo transformer: expected a model 'gpt' that writes");
    }

    void tell(Demonstration demo) {
        demo.tell(String.format(java.util.Locale.ROOT, "%nIt has read them letter by letter for %s. Of %d letters it now guesses the next in tales that it has never seen at %.2f nats a letter,%nas if it chose between %.1f letters.%n",
                Figures.seconds(seconds), model().vocabulary(), loss, Math.exp(loss)));
        demo.say("4. Writing\n\n   " + PROMPT);
        write(demo);
        demo.tell("\n\n" + looks());
    }

    /// Letter by letter, as they come.
    private void write(Demonstration demo) {
        int[] prompt = model().tokenizer().encode(PROMPT);
        StreamedText text = StreamedText.of(model().tokenizer(), List.of("\n\n"), piece -> demo.say(piece.replace("\n", "\n   "))).behind(prompt);
        Generator.of(Sampler.of(0.6), LENGTH).generate(model(), List.of(prompt), Seed.of(7), (_, token) -> text.add(token));
        text.finish();
    }

    /// The head that looks back at the name from where 'she' has to come.
    private String looks() {
        List<List<Alignment>> blocks = model().attention(PUZZLE);
        int block = 0, head = 0;
        double most = -1;
        for (int b = 0; b < blocks.size(); b++) {
            for (int h = 0; h < blocks.get(b).size(); h++) {
                double atName = IntStream.range(0, 4).mapToDouble(last(blocks.get(b).get(h))::applyAsDouble).sum();
                if (atName > most) {
                    most = atName;
                    block = b;
                    head = h;
                }
            }
        }
        return "5. Where it looks\n\nWho is it that went out in \"" + PUZZLE.strip() + " …\"? To go on with 'she', a model must know the name. Head " + (head + 1) + " of block " + (block + 1) + " gives it "
                + Figures.percent(most) + " of its attention,\nmore than any other head; darker is more:\n\n" + shaded(blocks.get(block).get(head));
    }

    /// How much the last letter looks at each one.
    private static java.util.function.IntToDoubleFunction last(Alignment alignment) { return i -> alignment.weights().get(alignment.weights().rows() - 1, i); }

    private static String shaded(Alignment alignment) {
        StringBuilder shades = new StringBuilder();
        int n = alignment.source().size();
        double largest = IntStream.range(0, n).mapToDouble(last(alignment)).max().orElse(1);
        for (int i = 0; i < n; i++) shades.append(Seq2SeqDemoCommand.shade(last(alignment).applyAsDouble(i) / largest));
        return "   " + String.join("", alignment.source()) + "\n   " + shades + "\n";
    }

    /// By the names of their files: each head of each block.
    Map<String, Picture> pictures() {
        Map<String, Picture> pictures = new LinkedHashMap<>();
        List<List<Alignment>> blocks = model().attention(PUZZLE);
        for (int b = 0; b < blocks.size(); b++) {
            for (int h = 0; h < blocks.get(b).size(); h++) pictures.put("block" + (b + 1) + "-head" + (h + 1), picture("Block " + (b + 1) + ", head " + (h + 1), blocks.get(b).get(h)));
        }
        return pictures;
    }

    private static Picture picture(String title, Alignment alignment) { return HeatMap.of(title, alignment.weights(), TranslateCommand.shown(alignment.target()), TranslateCommand.shown(alignment.source())); }
}
