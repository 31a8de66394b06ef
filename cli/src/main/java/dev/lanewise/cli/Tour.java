package dev.lanewise.cli;

import dev.lanewise.core.Figures;
import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.data.DataSource;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Datasets;
import dev.lanewise.core.generate.Generator;
import dev.lanewise.core.generate.Sampler;
import dev.lanewise.core.generate.TextModel;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.series.SeriesPredictor;
import dev.lanewise.core.series.SineMix;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.text.StreamedText;
import java.util.List;
import java.util.stream.IntStream;

/// The way past the families of networks, a stop for each: pictures, series, texts.
///
/// @param quick whether the stops should be shorter
record Tour(Demonstration demo, boolean quick) {

    private static final Options LSTM = Options.none().with("model", "lstm").with("units", List.of(8));
    private static final int LOOK_BACK = 10;

    void pictures(DataSource digits) {
        if (!knows("cnn")) return;
        demo.tell("3. Seeing shapes\n");
        Dataset few = digits.train().rows(IntStream.range(0, quick ? 500 : 4_000).toArray()), test = digits.test().orElseThrow();
        long start = System.nanoTime();
        Model network = ModelRegistry.load().create("cnn", Options.none().with("architecture", "tiny").with("epochs", 1)).fit(few, demo.run());
        demo.tell("A convolution network has looked at " + Figures.count(few.size()) + " digits, once each, in " + since(start) + ", and reads " + Figures.percent(network.evaluate(test, demo.run()).figure("accuracy")) + " of the others right.\n");
    }

    void series() {
        if (!knows("lstm")) return;
        demo.tell("4. Saying what comes next in a series\n\nFour sines, noise and a line; the first two thirds are learned from:\n\n" + Pictures.curve(SineMix.series().values("y"), 64, 8));
        long start = System.nanoTime();
        LstmExperiment experiment = new LstmExperiment(demo.run(), 1, quick ? 1 : 2);
        double error = experiment.errors(LSTM, LOOK_BACK)[0].test();
        demo.tell("An LSTM of 8 units that looks back " + LOOK_BACK + " steps is off by " + Figures.number(error) + " on the rest (root mean square, after " + since(start) + "). Saying the last value again\nis off by "
                + Figures.number(LstmExperiment.errors(SeriesPredictor.persistence(), 1).test()) + "; the noise alone is " + Figures.number(SineMix.noise(3350, 5000)) + ".\n");
    }

    void texts() {
        if (!knows("gpt")) return;
        DataSource tales = Datasets.open("tales", "");
        Options recipe = Options.none().with("dimension", 48).with("heads", 4).with("blocks", 2).with("chunk", 64).with("batch-size", 16).with("epochs", quick ? 1 : 4).with("learning-rate", 0.006).with("schedule", "cosine");
        demo.tell("5. Writing\n");
        long start = System.nanoTime();
        Dataset train = quick ? tales.train().rows(IntStream.range(0, 20).toArray()) : tales.train();
        if (!(ModelRegistry.load().create("gpt", recipe).fit(train, demo.run()) instanceof TextModel model)) return;
        demo.say("A small transformer has read " + Figures.count(train.size()) + " tales letter by letter, for " + since(start) + ". Hardly enough; it writes:\n\n   Mira ");
        int[] prompt = model.tokenizer().encode("Mira ");
        StreamedText text = StreamedText.of(model.tokenizer(), List.of("\n"), demo::say).behind(prompt);
        Generator.of(Sampler.of(0.5), 160).generate(model, List.of(prompt), Seed.of(3), (_, token) -> text.add(token));
        text.finish();
        demo.tell("\n");
    }

    private static boolean knows(String model) { return ModelRegistry.load().names().contains(model); }

    private static String since(long start) { return Figures.seconds((System.nanoTime() - start) / 1e9); }
}
