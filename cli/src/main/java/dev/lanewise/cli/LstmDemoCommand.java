package dev.lanewise.cli;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.series.TimeSeries;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.plots.Chart;
import dev.lanewise.plots.Picture;
import dev.lanewise.plots.SequencePictures;
import dev.lanewise.plots.Series;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `demo lstm`: the job of a published text on LSTMs, beside Keras's numbers and what it has to beat.
@Command(name = "lstm", header = "An LSTM on the series of a published text, beside Keras's numbers and the baselines that it has to beat.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise demo lstm"})
final class LstmDemoCommand implements Runnable {

    private static final int LOOK_BACK = 20;

    @ParentCommand private DemoCommand parent;
    @Mixin private DemoOptions options;

    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds each network is trained with: 1, 2, … (3, or 1 with --quick).")
    private Optional<Integer> seeds = Optional.empty();

    @Option(names = "--epochs", paramLabel = "N", description = "How often every sample is visited (10, as in the text, or 1 with --quick).")
    private Optional<Integer> epochs = Optional.empty();

    @Override public void run() {
        Demonstration demo = options.begin(parent.lanewise());
        LstmExperiment experiment = new LstmExperiment(demo.run(), seeds.orElse(options.lessened(3, 1)), epochs.orElse(options.lessened(10, 1)));
        demo.tell(new LstmStory(experiment).chapters());
        demo.end("An LSTM on a series", () -> pictures(experiment));
    }

    private static Map<String, Picture> pictures(LstmExperiment experiment) {
        TimeSeries after = LstmExperiment.parts().after();
        double[] y = after.values("y"), x = IntStream.range(0, y.length).asDoubleStream().map(i -> i + 3350).toArray();
        TrainedNetwork network = experiment.train(LstmStory.LSTM, LOOK_BACK, 1);
        Dataset windows = LstmExperiment.windows(LOOK_BACK).of(after);
        double[] said = network.predict(windows, experiment.run()).column("y"), at = IntStream.range(0, said.length).asDoubleStream().map(i -> i + 3350 + LOOK_BACK).toArray();
        Map<String, Picture> pictures = new LinkedHashMap<>();
        double[] whole = dev.lanewise.core.series.SineMix.series().values("y");
        pictures.put("series", Chart.of("Four sines, noise and a line", "step", "y", Series.line("y", whole)));
        pictures.put("forecast", Chart.of("LSTM(4), one step ahead of the part to judge by", "step", "y", Series.points("y", x, y), Series.line("LSTM(4), look-back " + LOOK_BACK, at, said).color(1)));
        SequencePictures inside = SequencePictures.of(network, windows, 0);
        inside.gates().forEach(layer -> pictures.put("gates", inside.strips(layer)));
        return pictures;
    }
}
