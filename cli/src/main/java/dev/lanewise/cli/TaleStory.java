package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Figures;
import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.data.DataSource;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Datasets;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.data.TextDataset;
import dev.lanewise.core.generate.Alignment;
import dev.lanewise.core.generate.Generator;
import dev.lanewise.core.generate.Sampler;
import dev.lanewise.core.generate.TextModel;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.text.StreamedText;
import dev.lanewise.plots.Picture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A transformer that learned generated tales letter by letter: what it writes, and which earlier letters a head looks at.
///
/// @param learned the model
/// @param loss in nats for each letter of tales that it has never seen
/// @param seconds how long it learned
record TaleStory(Model learned, double loss, double seconds) {

    private static final String PROMPT = "Mira lived ";
    private static final String PUZZLE = "Mira lived by the sea. One morning ";
    private static final String OTHER = "Oskar lived by the sea. One morning ";
    private static final int NAME = 4;                         // letters at the beginning
    private static final int BEHIND = 12;                      // where looking at the name is no spelling any more
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

    /// What comes next depends on a name; which head looks it up, and from where.
    private String looks() {
        return "5. Where it looks\n\nWho went out on that morning, 'she' or 'he'? That stands in the name only:\n\n" + TextTable.rows(Table.empty().with("text", List.of(PUZZLE.strip(), OTHER.strip()))
                .with("she", List.of(share(PUZZLE, "s"), share(OTHER, "s"))).with("he", List.of(share(PUZZLE, "h"), share(OTHER, "h")))) + "\n" + look().told();
    }

    /// How likely a letter comes next.
    private String share(String text, String letter) {
        float[] scores = model().begin(List.of(model().tokenizer().encode(text))).scores();
        double largest = IntStream.range(0, scores.length).mapToDouble(i -> scores[i]).max().orElse(0), sum = IntStream.range(0, scores.length).mapToDouble(i -> Math.exp(scores[i] - largest)).sum();
        return Figures.percent(Math.exp(scores[model().tokenizer().encode(letter)[0]] - largest) / sum);
    }

    /// One row of one head's weights.
    private record Look(int block, int head, Alignment alignment, int row) {

        double atName() { return IntStream.range(0, NAME).mapToDouble(this::at).sum(); }

        double at(int letter) { return alignment.weights().get(row, letter); }

        String told() {
            double largest = IntStream.range(0, row + 1).mapToDouble(this::at).max().orElse(1);
            String shades = IntStream.range(0, row + 1).mapToObj(i -> String.valueOf(Seq2SeqDemoCommand.shade(at(i) / largest))).collect(Collectors.joining());
            return "Of all heads, number " + (head + 1) + " of block " + (block + 1) + " looks it up most: from the letter under the arrow it gives the name " + Figures.percent(atName()) + " of its attention (darker is more):\n\n   "
                    + " ".repeat(row) + "↓\n   " + String.join("", alignment.source()) + "\n   " + shades + "\n";
        }
    }

    private Look look() {
        List<List<Alignment>> blocks = model().attention(PUZZLE);
        List<Look> all = new ArrayList<>();
        for (int block = 0; block < blocks.size(); block++) {
            for (int head = 0; head < blocks.get(block).size(); head++) {
                for (int row = BEHIND; row < PUZZLE.length(); row++) all.add(new Look(block, head, blocks.get(block).get(head), row));
            }
        }
        return all.stream().max(Comparator.comparingDouble(Look::atName)).orElseThrow();
    }

    /// By the names of their files: each head of each block.
    Map<String, Picture> pictures() { return AttentionPictures.of(model(), PUZZLE); }
}
