package dev.lanewise.cli;

import dev.lanewise.core.Figures;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.DataSource;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Datasets;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.Reducer;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.plots.Picture;
import dev.lanewise.plots.ReductionPictures;
import dev.lanewise.core.train.History;
import dev.lanewise.core.train.TrainedNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/// `demo`: a tour in two minutes.
@Command(name = "demo", header = "A tour in two minutes: digits are read, students compared, a series goes on, a tale is written.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise demo",
    "  lanewise demo students",
    "  lanewise demo --threads 1"},
        subcommands = {PcaDemoCommand.class, CnnDemoCommand.class, LstmDemoCommand.class, StudentsDemoCommand.class, DigitsDemoCommand.class, PerceptronDemoCommand.class, GradientsDemoCommand.class, Seq2SeqDemoCommand.class, TransformerDemoCommand.class})
final class DemoCommand implements Runnable {

    @ParentCommand private Lanewise lanewise;
    @Mixin private DemoOptions options;

    Lanewise lanewise() { return lanewise; }

    @Override public void run() {
        Demonstration demo = options.begin(lanewise);
        DataSource digits = EmbeddedDigits.lessened(options);
        digits(digits, demo);
        Map<String, Picture> pictures = students(demo);
        Tour tour = new Tour(demo, options.quick());
        tour.pictures(digits);
        tour.series();
        tour.texts();
        demo.tell("""
                Now it is your turn:

                  bin/lanewise demo students              PCA beside a published text; so are: digits, perceptron, gradients,
                                                          cnn, lstm, seq2seq, transformer, pca
                  bin/lanewise train mlp --data digits --epochs 10 --out digits.safetensors
                  bin/lanewise evaluate digits.safetensors --data digits
                  bin/lanewise train gpt --data tales --out tales.safetensors
                  bin/lanewise generate tales.safetensors --prompt "Mira lived "
                  bin/lanewise models                     what else there is
                  bin/lanewise train --help""");
        demo.end("A tour of Lanewise", "Digits are read, students compared, a series goes on, a tale is written.", () -> pictures);
    }

    private void digits(DataSource digits, Demonstration demo) {
        Run circumstances = demo.run();
        Dataset test = digits.test().orElseThrow();
        int[] first = {0, 1, 2};
        demo.tell("1. Learning to read\n");
        demo.tell("Lanewise has drawn " + Figures.count(digits.train().size() + test.size()) + " digits with random slants, pens and shaky hands. Three of them:\n");
        demo.tell(Pictures.images(test, first, Arrays.stream(first).mapToObj(row -> name(test, row)).toList()));
        Model model = learn(digits.train(), demo);
        demo.tell("Of " + Figures.count(test.size()) + " digits that it has never seen it reads "
                + Figures.percent(model.evaluate(test, circumstances).figure("accuracy")) + " right.\n");
        Model reloaded = reload(model, test, demo);
        mistakes(test, reloaded.predict(test, circumstances), demo);
    }

    private Model learn(Dataset data, Demonstration demo) {
        Options options = Options.none().with("hidden", 128).with("epochs", 5);
        long start = System.nanoTime();
        Model model = ModelRegistry.load().create("mlp", options).fit(data, demo.run());
        double seconds = (System.nanoTime() - start) / 1e9;
        demo.tell("A multilayer perceptron with 128 hidden units has looked at " + Figures.count(data.size()) + " of them five times in "
                + Figures.seconds(seconds) + losses(model) + ".\n");
        return model;
    }

    private static String losses(Model model) {
        List<History.Epoch> epochs = model instanceof TrainedNetwork network ? network.history().epochs() : List.of();
        if (epochs.isEmpty()) return "";
        return "; its loss fell from " + Figures.number(epochs.getFirst().loss()) + " to " + Figures.number(epochs.getLast().loss());
    }

    /// The model by way of a file.
    private Model reload(Model model, Dataset test, Demonstration demo) {
        try {
            Path directory = Files.createTempDirectory("lanewise"), file = directory.resolve("digits.safetensors");
            try {
                lanewise.console().write(() -> model.save(file));
                Model reloaded = ModelRegistry.load().read(file);
                boolean same = csv(model.predict(test, demo.run())).equals(csv(reloaded.predict(test, demo.run())));
                demo.tell("Saved in a file of " + Figures.bytes(Files.size(file)) + " and loaded again, it says "
                        + (same ? "exactly the same" : "something else") + " of every digit.\n");
                return reloaded;
            } finally {
                Files.deleteIfExists(file);
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String csv(Table table) {
        StringBuilder text = new StringBuilder();
        table.writeCsv(text);
        return text.toString();
    }

    private static void mistakes(Dataset test, Table said, Demonstration demo) {
        double[] probability = said.column("probability");
        int[] wrong = IntStream.range(0, test.size()).filter(row -> !said.texts("class").get(row).equals(name(test, row))).toArray();
        int[] boldest = Arrays.stream(wrong).boxed().sorted(Comparator.comparing(row -> -probability[row])).limit(3).mapToInt(Integer::intValue).toArray();
        if (boldest.length == 0) return;
        demo.tell("Its boldest mistakes:\n");
        demo.tell(Pictures.images(test, boldest, Arrays.stream(boldest)
                .mapToObj(row -> name(test, row) + " read as " + said.texts("class").get(row) + " (" + Figures.percent(probability[row]) + ")").toList()));
    }

    /// The class that a sample really is of.
    private static String name(Dataset data, int row) {
        float[] target = new float[1];
        data.readTarget(row, target, 0);
        return data.schema().target().classes().get((int) target[0]);
    }

    private static Map<String, Picture> students(Demonstration demo) {
        if (!ModelRegistry.load().names().contains("pca")) return Map.of();
        Dataset students = Datasets.open("students", "").train();
        Model model = ModelRegistry.load().create("pca", Options.none().with("components", 2)).fit(students, demo.run());
        if (!(model instanceof Reducer reducer)) return Map.of();
        demo.tell("2. Saying the same with fewer numbers\n");
        demo.tell(students.size() + " students have scores in " + String.join(", ", students.schema().features()) + ". Two axes hold nearly all that tells them apart:\n");
        demo.tell(TextTable.rows(reducer.spectrum()));
        demo.tell("The students along these axes, who is good at everything to the right:\n");
        demo.tell(Pictures.points(reducer.transform(students.matrix()), 64, 12));
        Map<String, Picture> pictures = new LinkedHashMap<>();
        ReductionPictures.of("students", reducer, students).all().forEach((name, picture) -> pictures.put("students-" + name, picture));
        return pictures;
    }
}
