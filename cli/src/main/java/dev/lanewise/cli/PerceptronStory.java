package dev.lanewise.cli;

import dev.lanewise.core.Figures;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.DataSource;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.plots.Chart;
import dev.lanewise.plots.Picture;
import dev.lanewise.plots.Series;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// The perceptron of a published text: its weighted sums, what its rule learns of functions of two bits, and what a hidden layer adds.
record PerceptronStory(DataSource digits, Run run) {

    private static final Options XOR_NETWORK = Options.none().with("hidden", List.of(2)).with("activation", "tanh").with("epochs", 500).with("batch-size", 4).with("learning-rate", 0.1);
    private static final int MOST_SEEDS = 20;

    List<Supplier<String>> chapters() { return List.of(PerceptronStory::sums, this::learning, this::gates, this::hidden, this::reading); }

    private static String sums() {
        double first = sum(new double[] {0.5, -0.6}, 0.2, 1, 2), second = sum(new double[] {0.5, -1}, 0.5, 2, 3);
        return "1. A weighted sum and a step\n\nz = w · x + b, and the answer is 1 where z ≥ 0. The text works out two examples, both right:\n\n"
                + TextTable.rows(Table.empty().with("w", List.of("(0.5, −0.6)", "(0.5, −1)")).with("b", List.of("0.2", "0.5")).with("x", List.of("(1, 2)", "(2, 3)"))
                        .with("z in the text", List.of("−0.5", "−1.5")).with("z here", List.of(number(first), number(second))).with("answer in the text", List.of("0", "0")).with("here", List.of(step(first), step(second))))
                + "\nThe last digits of the first one are those of 0.6 and 0.2, which no binary number is. At z = 0 the answer is 1, by the text's ≥.\n";
    }

    private static double sum(double[] w, double b, double... x) { return Matrix.of(1, w.length, w).times(Matrix.of(x.length, 1, x)).get(0, 0) + b; }

    private static String step(double z) { return z >= 0 ? "1" : "0"; }

    private static String number(double value) { return Double.toString(value).replace('-', '−'); }

    /// How a line turns, an epoch at a time.
    private String learning() {
        Table table = Table.empty();
        List<double[]> machines = IntStream.rangeClosed(1, 6).mapToObj(epochs -> machine(perceptron(Gate.AND, Options.none().with("epochs", epochs)))).toList();
        double[] mistakes = perceptron(Gate.AND, Options.none()).content().tensors().get("0.mistakes").doubles();
        table = table.with("epoch", IntStream.rangeClosed(1, 6).asDoubleStream().toArray()).with("mistakes", Arrays.copyOf(mistakes, 6))
                .with("w", machines.stream().map(machine -> "(" + plain(machine[0]) + ", " + plain(machine[1]) + ")").toList()).with("b", machines.stream().map(machine -> plain(machine[2])).toList());
        double[] slow = machine(perceptron(Gate.AND, Options.none().with("rate", 0.5)));
        return "2. Learning from mistakes\n\nΔw = η (y − ŷ) x and Δb = η (y − ŷ), from zeros, with η = 1, for AND, in the order 00, 01, 10, 11:\n\n" + TextTable.rows(table)
                + "\nWith η = 0.5 it ends at w = (" + plain(slow[0]) + ", " + plain(slow[1]) + "), b = " + plain(slow[2]) + ": the same line. From zeros η changes the length of w and nothing else; it matters where weights begin\n"
                + "small and random, as in the text. The text calls the rule gradient descent, too; but the step has no slope, and what the rule descends is max(0, −z) of mistakes.\n";
    }

    private Model perceptron(Gate gate, Options options) { return ModelRegistry.load().create("perceptron", options).fit(gate.data(), run); }

    /// Weights and, at the end, the bias.
    private static double[] machine(Model perceptron) { return perceptron.content().tensors().get("0.machines").doubles(); }

    private static String plain(double value) { return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value + 0.0).replace('-', '−'); }

    private String gates() {
        List<Model> learned = Arrays.stream(Gate.values()).map(gate -> perceptron(gate, Options.none())).toList();
        String told = IntStream.range(0, learned.size()).mapToObj(i -> String.format("   %-4s %s%n", Gate.values()[i], learned.get(i).toString().replaceFirst(".*classes, ", ""))).reduce("", String::concat);
        return "3. What a line can tell apart\n\n" + told + "\nXOR is no matter of patience: the weights came back to where they had been, and what the mistakes in between added up to is a proof that there is no line.\n";
    }

    private String hidden() {
        for (long seed = 1; seed <= MOST_SEEDS; seed++) {
            Model network = ModelRegistry.load().create("mlp", XOR_NETWORK).fit(Gate.XOR.data(), run.seed(seed));
            if (network.evaluate(Gate.XOR.data(), run).figure("accuracy") == 1) return "4. A hidden layer\n\nTwo tanh units between the inputs and the answer learn XOR (seed " + seed + "):\n\n" + TextTable.rows(truth(network));
        }
        return "4. A hidden layer\n\nTwo tanh units can say XOR, but of " + MOST_SEEDS + " trainings none has found it.\n";
    }

    private Table truth(Model network) {
        Table said = network.predict(Gate.XOR.data(), run);
        return Table.empty().with("x", List.of("0 0", "0 1", "1 0", "1 1")).with("XOR", List.of("0", "1", "1", "0")).with("says", said.texts("class")).with("probability", said.column("probability"));
    }

    private String reading() {
        Dataset test = digits.test().orElse(digits.train());
        double lines = ModelRegistry.load().create("perceptron", Options.none().with("epochs", 10).with("variant", "averaged")).fit(digits.train(), run).evaluate(test, run).figure("accuracy");
        double network = ModelRegistry.load().create("mlp", Options.none().with("hidden", 64).with("epochs", 3)).fit(digits.train(), run).evaluate(test, run).figure("accuracy");
        return "5. Ten lines read digits\n\nA perceptron for each digit against the nine others, learned from " + Figures.count(digits.train().size()) + " images, the mean of its weights kept: of " + Figures.count(test.size())
                + " others it reads\n" + Figures.percent(lines) + " right; with a hidden layer of 64 units " + Figures.percent(network) + ". Of MNIST's digits one perceptron for each reads 89.7 %.\n";
    }

    /// By the names of their files: each gate with the line that was found.
    Map<String, Picture> pictures() {
        Map<String, Picture> pictures = new LinkedHashMap<>();
        for (Gate gate : Gate.values()) {
            double[] machine = machine(perceptron(gate, Options.none()));
            Chart chart = Chart.of(gate + (gate == Gate.XOR ? ": no line" : ": " + plain(machine[0]) + " x + " + plain(machine[1]) + " y " + (machine[2] < 0 ? "" : "+ ") + plain(machine[2]) + " = 0"), "x", "y",
                    points(gate, 0), points(gate, 1).color(1));
            if (gate != Gate.XOR) chart = chart.with(line(machine).color(2));
            pictures.put(gate.name().toLowerCase(Locale.ROOT), chart.size(480, 480));
        }
        return pictures;
    }

    private static Series points(Gate gate, int answer) {
        int[] bits = IntStream.range(0, 4).filter(i -> gate.answer(i / 2, i % 2) == answer).toArray();
        return Series.points(Integer.toString(answer), Arrays.stream(bits).mapToDouble(i -> i / 2).toArray(), Arrays.stream(bits).mapToDouble(i -> i % 2).toArray());
    }

    /// `w0 x + w1 y + b = 0` between −0.5 and 1.5.
    private static Series line(double... machine) {
        double[] x = {-0.5, 1.5};
        return Series.line("boundary", x, Arrays.stream(x).map(at -> -(machine[0] * at + machine[2]) / machine[1]).toArray());
    }
}
