package dev.lanewise.cli;

import dev.lanewise.cli.LstmExperiment.Errors;
import dev.lanewise.core.Figures;
import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.doctor.Finding;
import dev.lanewise.core.series.SeriesPredictor;
import dev.lanewise.core.series.SineMix;
import dev.lanewise.core.series.TimeSeries;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.core.train.TrainedNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An LSTM on the series of a published text, told beside what Keras 3.15.1 gives for it, and beside what a network with a memory should beat.
record LstmStory(LstmExperiment experiment) {

    static final Options LSTM = Options.none().with("model", "lstm").with("units", List.of(4));
    /// The gates of Keras before version 2.3, which the text may have used.
    private static final Options HARD = Options.none().with("model", "network").with("network", Options.none().with("layer", "sequential").with("layers", List.of(
            Options.none().with("layer", "input").with("shape", List.of(1, 1)), Options.none().with("layer", "lstm").with("units", 4).with("recurrentActivation", "hard-sigmoid"),
            Options.none().with("layer", "projection").with("units", 1))));

    private static final Options TANH = Options.none().with("model", "mlp").with("hidden", List.of(4)).with("activation", "tanh");
    private static final Options RELU = TANH.with("activation", "relu");

    /// The chapters, each of which is worked out when it is asked for.
    List<Supplier<String>> chapters() { return List.of(this::series, this::parameters, this::job, this::diagnosis, this::comparison); }

    private String series() {
        TimeSeries.Parts parts = LstmExperiment.parts();
        return "1. The series\n\nA text on LSTMs makes a series of four sines, noise and a line, with NumPy's generator of random numbers and its seed 7.\nThis is the same series; as float32 it has the same bits:\n\n"
                + Pictures.curve(SineMix.series().values("y"), 72, 14)
                + "\nThe first 3,350 steps are to learn from, up to " + LstmExperiment.number(max(parts.before())) + "; the other 1,650 are to judge by, and rise to " + LstmExperiment.number(max(parts.after()))
                + ".\nThe text's loop ends one sample early: 3,348 and 1,648 of them, where 3,349 and 1,649 could be had.\n";
    }

    private static double max(TimeSeries series) { return Arrays.stream(series.values("y")).max().orElse(0); }

    private String parameters() {
        TrainedNetwork network = new LstmExperiment(experiment.run(), 1, 1).train(LSTM, 1, 1);
        List<Weight> weights = network.network().bind(Seed.of(0)).weights();
        long all = weights.stream().mapToLong(weight -> weight.shape().size()).sum();
        return "2. Its variables\n\nThe text misses the dimensions of the variables. An LSTM of 4 units and a dense layer have " + all + " parameters, 4 · (4 · (1 + 4) + 4) = 96 and 4 + 1 = 5:\n\n"
                + TextTable.rows(Table.empty().with("weight", weights.stream().map(Weight::name).toList()).with("shape", weights.stream().map(weight -> weight.shape().toString()).toList())
                        .with("parameters", weights.stream().mapToDouble(weight -> weight.shape().size()).toArray()).with("what it is", weights.stream().map(weight -> meaning(weight.shape())).toList()))
                + "\nInputs are [batch, time, features] = [batch, 1, 1], the states h and c are [batch, 4], the output is [batch, 1].\n"
                + "A point stands for two things in the text's formulas: W · [h, x] is a product of matrices, f · C, i · C̃ and o · tanh C are taken number by number (⊙).\n";
    }

    private static String meaning(Shape shape) {
        return switch (shape.toString()) {
            case "[1, 16]" -> "from the input to the gates i, f, c, o of 4 units each";
            case "[4, 16]" -> "from the last h to the gates";
            case "[16]" -> "of the gates; those of f begin with 1";
            case "[4, 1]" -> "from h to the forecast";
            default -> "of the forecast; the text's last formula multiplies it by x, too: θ0 x + θ1 x should be θ0 + θ1 x";
        };
    }

    /// One line about the job.
    private record Outcome(String name, String training, Errors errors) { }

    private String job() {
        List<Outcome> outcomes = new ArrayList<>();
        for (int seed = 1; seed <= experiment.seeds(); seed++) outcomes.add(outcome("seed " + seed, LSTM, seed));
        outcomes.add(outcome("hard sigmoid, seed 1", HARD, 1));
        outcomes.add(new Outcome("Keras, seed 1", "3.8 to 8 s", new Errors(Double.NaN, 0.0331, Double.NaN, 0.0341)));
        outcomes.add(new Outcome("Keras, hard sigmoid", "", new Errors(Double.NaN, Double.NaN, Double.NaN, 0.0339)));
        outcomes.add(new Outcome("persistence", "", LstmExperiment.errors(SeriesPredictor.persistence(), 1)));
        return "3. The job\n\nLook-back 1, LSTM(4), Dense(1), squared error, Adam, batches of one, " + experiment.epochs() + (experiment.epochs() == 1 ? " epoch: " : " epochs: ")
                + Figures.count(3348L * experiment.epochs()) + " steps.\n\n" + TextTable.rows(table(outcomes))
                + "\nThe text compares each forecast with the value after the one that it is of (trainY[1:] with trainPredict[:-1]), and prints two digits: 0.03. Persistence says the last value.\n"
                + "The text says no version of Keras; before 2.3 the gates had a hard sigmoid.\n";
    }

    private Outcome outcome(String name, Options model, long seed) {
        long start = System.nanoTime();
        TrainedNetwork network = experiment.train(model, 1, seed);
        return new Outcome(name, String.format(Locale.ROOT, "%.2f s", (System.nanoTime() - start) / 1e9), experiment.errors(network, 1));
    }

    private static Table table(List<Outcome> outcomes) {
        return Table.empty().with("", outcomes.stream().map(Outcome::name).toList()).with("training", outcomes.stream().map(Outcome::training).toList())
                .with("RMSE to learn from", column(outcomes, Errors::train)).with("to judge by", column(outcomes, Errors::test)).with("as the text has it", column(outcomes, Errors::shifted));
    }

    private static List<String> column(List<Outcome> outcomes, ToDoubleFunction<Errors> figure) {
        return outcomes.stream().mapToDouble(outcome -> figure.applyAsDouble(outcome.errors)).mapToObj(error -> Double.isNaN(error) ? "" : LstmExperiment.number(error)).toList();
    }

    private String diagnosis() {
        String findings = experiment.diagnosis(LSTM).of("never-learns").stream().map(Finding::sentence).collect(Collectors.joining("\n"));
        return "4. What the doctor says\n\n" + findings + "\n\nWith a look-back of 1 there is one step and no state before it: the recurrent weights, and the forget gate with its bias, are multiplied by nothing.\n"
                + "It is a gated feed-forward cell of 24 parameters, and comparing it with a feed-forward network says nothing about memory.\n";
    }

    private String comparison() {
        List<String[]> rows = new ArrayList<>();
        rows.add(row("persistence", "0.0302", LstmExperiment.errors(SeriesPredictor.persistence(), 1)));
        String[][] keras = {{"0.0301", "0.0342, 0.0331, 0.0345", "0.0356, 0.0354, 0.0322", ""}, {"0.0251", "0.0264, 0.0297", "0.0420, 0.0426", "0.349, 0.356 (dead)"}, {"0.0242", "0.0283, 0.0282", "0.0651, 0.0452", "0.0318, 0.0252"}};
        int[] lookBacks = {1, 10, 20};
        for (int i = 0; i < lookBacks.length; i++) {
            String after = ", look-back " + lookBacks[i];
            rows.add(row("linear AR" + after, keras[i][0], LstmExperiment.errors(LstmExperiment.linear(lookBacks[i]), lookBacks[i])));
            rows.add(row("LSTM(4)" + after, keras[i][1], experiment.errors(LSTM, lookBacks[i])));
            rows.add(row("Dense(4, tanh)" + after, keras[i][2], experiment.errors(TANH, lookBacks[i])));
            rows.add(row("Dense(4, relu)" + after, keras[i][3], experiment.errors(RELU, lookBacks[i])));
        }
        String[] heads = {"", "to learn from", "to judge by", "Keras and NumPy"};
        Table table = Table.empty();
        for (int j = 0; j < heads.length; j++) {
            int column = j;
            table = table.with(heads[j], rows.stream().map(row -> row[column]).toList());
        }
        return "5. Is it a memory that helps?\n\nRMSE with mean and standard deviation over " + experiment.seeds() + (experiment.seeds() == 1 ? " seed" : " seeds") + ":\n\n" + TextTable.rows(table)
                + "\nThe noise alone has " + LstmExperiment.number(SineMix.noise(3350, 5000)) + ": nothing can be better than that. At look-back 1 both networks of the text are worse than saying the last value, because the part to\n"
                + "judge by leaves the range that they have seen. What helps is looking back farther, and a linear function of 20 values does it best.\n";
    }

    private static String[] row(String name, String keras, Errors... errors) {
        return new String[] {name, LstmExperiment.spread(Stream.of(errors).mapToDouble(Errors::train).toArray()), LstmExperiment.spread(Stream.of(errors).mapToDouble(Errors::test).toArray()), keras};
    }
}
