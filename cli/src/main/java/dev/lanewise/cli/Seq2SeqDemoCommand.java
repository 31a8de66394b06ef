package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Figures;
import dev.lanewise.core.Options;
import dev.lanewise.core.data.DataSource;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Datasets;
import dev.lanewise.core.data.TextDataset;
import dev.lanewise.core.generate.Alignment;
import dev.lanewise.core.generate.Translator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.spi.ModelRegistry;
import java.util.Map;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `demo seq2seq`: dates as people write them become ISO dates, and attention shows where each digit comes from.
@Command(name = "seq2seq", header = "An encoder–decoder that learns to read dates, and shows where it looks.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise demo seq2seq"})
final class Seq2SeqDemoCommand implements Runnable {

    private static final String SHADES = " ░▒▓█";
    private static final int FEW = 2_000;
    private static final String EXAMPLE = "the 3rd of May 1979";

    @ParentCommand private DemoCommand parent;
    @Mixin private DemoOptions options;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "2", description = "How often the 20,000 dates are visited (${DEFAULT-VALUE}).")
    private int epochs;

    @Override public void run() {
        Demonstration demo = options.begin(parent.lanewise());
        DataSource all = Datasets.open("dates", "");
        Dataset train = options.quick() ? all.train().rows(IntStream.range(0, FEW).toArray()) : all.train(), test = all.test().orElseThrow();
        demo.tell("1. What is to be learned\n\n" + Figures.count(train.size()) + " days as people write them, each with its ISO form. Three of them:\n");
        for (int row = 0; row < 3; row++) demo.tell("   " + TextDataset.text(train, row) + "  →  " + TextDataset.target(train, row));
        Translator translator = learn(demo, train, test);
        String said = translator.translate(EXAMPLE);
        demo.tell("3. Where it looks\n\n\"" + EXAMPLE + "\" becomes " + said + ". Where it looked for each sign that it wrote:\n");
        Alignment alignment = translator.alignment(EXAMPLE, said).orElseThrow();
        demo.tell(shaded(alignment));
        demo.end("An encoder–decoder reads dates", "Days as people write them become days as programs do, and attention tells where it looked.", () -> Map.of("alignment", TranslateCommand.picture(alignment)));
    }

    private Translator learn(Demonstration demo, Dataset train, Dataset test) {
        Options recipe = Options.none().with("epochs", epochs).with("batch-size", 64).with("learning-rate", 0.004).with("clip-norm", 1).with("schedule", "cosine");
        long start = System.nanoTime();
        Model model = ModelRegistry.load().create("seq2seq", recipe).fit(train, demo.run());
        double seconds = (System.nanoTime() - start) / 1e9, exact = model.evaluate(test, demo.run()).figure("exact");
        demo.tell("\n2. Reading and writing\n\nA bidirectional GRU has read them and another one, with attention, has written them, for " + Figures.seconds(seconds) + ". Of " + Figures.count(test.size()) + " days that they have never seen, "
                + Figures.percent(exact) + " are right to the last digit.\n");
        if (model instanceof Translator translator) return translator;
        throw new DataException("demo seq2seq: expected a model 'seq2seq' that translates");
    }

    /// A line for each sign that was written, a column for each that was read.
    static String shaded(Alignment alignment) {
        StringBuilder text = new StringBuilder("          " + String.join("", alignment.source().subList(0, alignment.source().size() - 1)) + "\n");
        for (int row = 0; row < alignment.target().size(); row++) {
            text.append(String.format("%8s │", alignment.target().get(row)));
            for (double weight : alignment.weights().row(row).toArray()) text.append(shade(weight));
            text.append('\n');
        }
        return text.toString();
    }

    /// A sign for a weight of 0 … 1: the more, the darker.
    static char shade(double weight) { return SHADES.charAt((int) Math.min(SHADES.length() - 1, weight * SHADES.length())); }
}
