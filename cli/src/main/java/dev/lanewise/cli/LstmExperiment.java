package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.doctor.Diagnosis;
import dev.lanewise.core.doctor.Doctor;
import dev.lanewise.core.series.LinearAR;
import dev.lanewise.core.series.SeriesPredictor;
import dev.lanewise.core.series.SineMix;
import dev.lanewise.core.series.TimeSeries;
import dev.lanewise.core.series.Windows;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.train.NetworkEstimator;
import dev.lanewise.core.train.TrainedNetwork;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The job of a published text on LSTMs in Keras: a series of 5,000 steps, of which the first 67 % are learned from, epochs of Adam on the squared error in batches of one.
///
/// @param run circumstances, but for the seed
/// @param seeds how many seeds each network is trained with: 1, 2, 3, …
/// @param epochs ten in the text
record LstmExperiment(Run run, int seeds, int epochs) {

    private static final double SHARE = 0.67;

    LstmExperiment {
        if (seeds < 1 || epochs < 1) throw new UsageException("demo lstm: expected at least 1 seed and 1 epoch, but got " + seeds + " and " + epochs);
    }

    /// How far forecasts are off on the two parts.
    ///
    /// @param shifted as the text computes it: each forecast beside the value after the one that it is of
    record Errors(double train, double test, double shiftedTrain, double shifted) { }

    static TimeSeries.Parts parts() { return SineMix.series().split(SHARE); }

    /// The text's samples: its loop leaves out the last one.
    static Windows windows(int lookBack) { return Windows.of(lookBack).dropLast(true); }

    TrainedNetwork train(Options model, int lookBack, long seed) { return estimator(model).fit(windows(lookBack).of(parts().before()), run.seed(seed)); }

    Diagnosis diagnosis(Options model) { return Doctor.standard().examine(estimator(model), windows(1).of(parts().before()), run.seed(1)).diagnosis(); }

    private NetworkEstimator estimator(Options model) {
        Options options = Options.none().with("epochs", epochs).with("batch-size", 1).with(model.without("model"));
        if (ModelRegistry.load().create(model.text("model"), options) instanceof NetworkEstimator estimator) return estimator;
        throw new DataException("demo lstm: expected a network named '" + model.text("model") + "'");
    }

    /// One network with each of the seeds.
    Errors[] errors(Options model, int lookBack) {
        return IntStream.rangeClosed(1, seeds).mapToObj(seed -> errors(train(model, lookBack, seed), lookBack)).toArray(Errors[]::new);
    }

    Errors errors(TrainedNetwork network, int lookBack) {
        return errors(part -> network.predict(windows(lookBack).of(part), run).column("y"), lookBack);
    }

    static Errors errors(SeriesPredictor predictor, int lookBack) {
        return errors(part -> predictor.predict(part, windows(lookBack).origins(part.length()), 1).toArray(), lookBack);
    }

    static LinearAR linear(int lookBack) { return LinearAR.fit(Windows.of(lookBack), parts().before()); }

    /// Says the next value for all windows of a part.
    private interface Speaker {
        double[] say(TimeSeries part);
    }

    private static Errors errors(Speaker speaker, int lookBack) {
        double[][] said = {speaker.say(parts().before()), speaker.say(parts().after())};
        double[][] truth = {truth(windows(lookBack).of(parts().before())), truth(windows(lookBack).of(parts().after()))};
        return new Errors(rmse(said[0], truth[0], 0), rmse(said[1], truth[1], 0), rmse(said[0], truth[0], 1), rmse(said[1], truth[1], 1));
    }

    private static double[] truth(Dataset samples) {
        float[] target = new float[1];
        return IntStream.range(0, samples.size()).mapToDouble(row -> {
            samples.readTarget(row, target, 0);
            return target[0];
        }).toArray();
    }

    /// With each forecast beside the truth `shift` steps after it.
    private static double rmse(double[] said, double[] truth, int shift) {
        return Math.sqrt(IntStream.range(0, said.length - shift).mapToDouble(i -> Math.pow(said[i] - truth[i + shift], 2)).average().orElse(Double.NaN));
    }

    /// `0.0342 ± 0.0006`
    static String spread(double... values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        if (values.length < 2) return number(mean);
        return number(mean) + " ± " + number(Math.sqrt(Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum() / (values.length - 1)));
    }

    static String number(double value) { return String.format(java.util.Locale.ROOT, "%.4f", value); }
}
