package dev.lanewise.cli;

import dev.lanewise.core.Figures;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.DataSource;
import dev.lanewise.core.data.Datasets;
import dev.lanewise.core.data.TextDataset;
import dev.lanewise.core.generate.Alignment;
import dev.lanewise.core.generate.Translator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.plots.Picture;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `demo seq2seq`: dates as people write them become ISO dates, and attention shows where each digit comes from.
@Command(name = "seq2seq", header = "An encoder–decoder that learns to read dates, and shows where it looks.")
final class Seq2SeqDemoCommand implements Runnable {

    private static final String SHADES = " ░▒▓█";
    private static final String EXAMPLE = "the 3rd of May 1979";

    @ParentCommand private DemoCommand demo;
    @Mixin private RunOptions run;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "2", description = "How often the 20,000 dates are visited (${DEFAULT-VALUE}).")
    private int epochs;

    @Option(names = "--out", paramLabel = "DIR", description = "A directory for the picture, PNG and SVG.")
    private Optional<Path> out = Optional.empty();

    @Override public void run() {
        out.ifPresent(PictureFolder::require);
        DataSource dates = Datasets.open("dates", "");
        tell("20,000 days as people write them, each with its ISO form. Three of them:\n");
        dates(dates);
        Model model = learn(dates);
        if (!(model instanceof Translator translator)) return;
        String said = said(model, EXAMPLE);
        tell("\"" + EXAMPLE + "\" becomes " + said + ". Where it looked for each sign that it wrote:\n");
        translator.alignment(EXAMPLE, said).ifPresent(alignment -> {
            tell(shaded(alignment));
            draw(alignment);
        });
    }

    private void dates(DataSource dates) {
        for (int row = 0; row < 3; row++) {
            tell("   " + TextDataset.text(dates.train(), row) + "  →  " + TextDataset.target(dates.train(), row));
        }
    }

    private Model learn(DataSource dates) {
        Run circumstances = run.run(demo.lanewise().listener());
        Options options = Options.none().with("epochs", epochs).with("batch-size", 64).with("learning-rate", 0.004).with("clip-norm", 1).with("schedule", "cosine");
        long start = System.nanoTime();
        Model model = ModelRegistry.load().create("seq2seq", options).fit(dates.train(), circumstances);
        double seconds = (System.nanoTime() - start) / 1e9, exact = model.evaluate(dates.test().orElseThrow(), circumstances).figure("exact");
        tell("\nA bidirectional GRU has read them and another one, with attention, has written them, for " + Figures.seconds(seconds) + ". Of 1,000 days that they have never seen, "
                + Figures.percent(exact) + " are right to the last digit.\n");
        return model;
    }

    private static String said(Model model, String text) {
        return model.predict(TextDataset.of(List.of(text))).texts("text").getFirst();
    }

    /// A line for each sign that was written, a column for each that was read.
    private static String shaded(Alignment alignment) {
        StringBuilder text = new StringBuilder("          " + String.join("", alignment.source().subList(0, alignment.source().size() - 1)) + "\n");
        for (int row = 0; row < alignment.target().size(); row++) {
            text.append(String.format("%8s │", alignment.target().get(row)));
            for (double weight : alignment.weights().row(row).toArray()) text.append(SHADES.charAt((int) Math.min(SHADES.length() - 1, weight * SHADES.length())));
            text.append('\n');
        }
        return text.toString();
    }

    private void draw(Alignment alignment) {
        out.ifPresent(folder -> {
            Map<String, Picture> pictures = Map.of("alignment", TranslateCommand.picture(alignment));
            demo.lanewise().console().write(() -> PictureFolder.write(folder, pictures));
            tell("Drawn: " + PictureFolder.describe(folder, pictures));
        });
    }

    private void tell(String text) {
        PrintWriter printer = demo.lanewise().console().out();
        printer.println(text);
        printer.flush();
    }
}
