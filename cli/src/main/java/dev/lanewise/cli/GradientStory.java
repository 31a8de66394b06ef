package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.MemoryTasks;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.doctor.Diagnosis;
import dev.lanewise.core.doctor.Doctor;
import dev.lanewise.core.doctor.Finding;
import dev.lanewise.core.doctor.LayerFlow;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.train.NetworkEstimator;
import dev.lanewise.plots.Chart;
import dev.lanewise.plots.Picture;
import dev.lanewise.plots.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// How gradients become small and large on their way back through layers and through time, as the doctor sees them.
///
/// @param digits to run through deep networks
/// @param depth how many hidden layers these have
/// @param steps how long the sequences are
record GradientStory(Dataset digits, int depth, int steps, Run run) {

    private static final int WIDTH = 32;

    /// A network of `depth` equal layers.
    private record Deep(String name, String activation, String initializer, boolean normed) { }

    private static List<Deep> networks() {
        return List.of(new Deep("sigmoid, Glorot", "sigmoid", "glorot-normal", false), new Deep("tanh, N(0, 0.05²)", "tanh", "small-normal", false), new Deep("tanh, Glorot", "tanh", "glorot-normal", false),
                new Deep("ReLU, Glorot", "relu", "glorot-normal", false), new Deep("ReLU, He", "relu", "he-normal", false), new Deep("sigmoid, batch norm", "sigmoid", "glorot-normal", true));
    }

    List<Supplier<String>> chapters() { return List.of(this::products, this::layers, this::time); }

    private String products() {
        return "1. A product of many factors\n\nBack-propagation multiplies a factor for each layer, or for each step of time:\n\n"
                + TextTable.rows(Table.empty().with("factor", List.of("0.25, the steepest slope of a sigmoid", "0.9", "1, a ReLU that is on", "1.1")).with("layers", new double[] {20, 100, 100, 100})
                        .with("product", List.of(small(Math.pow(0.25, 20)), small(Math.pow(0.9, 100)), "1", String.format(Locale.ROOT, "%,.1f", Math.pow(1.1, 100)))))
                + "\nThe text says that the slopes of sigmoid and tanh are less than 1. A sigmoid's is at most 0.25; tanh reaches 1, but at 0 only.\n";
    }

    private static String small(double value) { return String.format(Locale.ROOT, "%.1e", value); }

    private String layers() {
        Table table = Table.empty();
        List<List<LayerFlow>> flows = networks().stream().map(this::flows).toList();
        table = table.with("hidden layers", networks().stream().map(Deep::name).toList()).with("values, first", each(flows, seen -> seen.getFirst().size())).with("values, last", each(flows, seen -> seen.getLast().size()))
                .with("gradient, last", each(flows, seen -> seen.getLast().gradient())).with("gradient, first", each(flows, seen -> seen.getFirst().gradient()))
                .with("first / last", each(flows, seen -> seen.getFirst().gradient() / seen.getLast().gradient()));
        return "2. Through " + depth + " layers\n\nDigits go through " + depth + " layers of " + WIDTH + " units before anything is learned, and the gradient comes back (root mean square of the values, length of the gradient):\n\n" + TextTable.rows(table)
                + """

                Small initial weights and sigmoids lose the gradient; He's weights, made for ReLU, keep it.

                The text prints N(0, 1/n_in) as Xavier's. That is LeCun's; Xavier Glorot's is N(0, 2/(n_in + n_out)), the same only where layers are
                equally wide: from 64 to 256 units the deviations are 0.125 and 0.079. Keras also cuts both off at two deviations.
                """;
    }

    private static List<String> each(List<List<LayerFlow>> flows, ToDoubleFunction<List<LayerFlow>> figure) { return flows.stream().map(seen -> small(figure.applyAsDouble(seen))).toList(); }

    /// What flows through the hidden layers before they learn.
    private List<LayerFlow> flows(Deep deep) {
        List<Options> layers = new ArrayList<>(List.of(layer("input").with("shape", List.of(28, 28, 1)), layer("flatten")));
        for (int i = 0; i < depth; i++) {
            layers.add(layer("dense").with("units", WIDTH).with("activation", deep.normed ? "identity" : deep.activation).with("initializer", deep.initializer));
            if (deep.normed) layers.addAll(List.of(layer("batch-norm"), layer("activate").with("activation", deep.activation)));
        }
        layers.add(layer("dense").with("units", 10));
        Diagnosis diagnosis = examined("network", Options.none().with("network", layer("sequential").with("layers", layers)), digits);
        String kind = deep.normed ? "Activate" : "Dense";
        List<LayerFlow> all = diagnosis.flows().stream().filter(flow -> flow.where().contains(kind)).toList();
        return all.subList(0, depth);
    }

    private static Options layer(String name) { return Options.none().with("layer", name); }

    /// An epoch whose steps are too small to change anything.
    private Diagnosis examined(String model, Options options, Dataset data) {
        Options still = options.with("epochs", 1).with("batch-size", 64).with("optimizer", "sgd").with("learning-rate", 1e-9);
        if (ModelRegistry.load().create(model, still) instanceof NetworkEstimator estimator) return Doctor.standard().examine(estimator, data, run).diagnosis();
        throw new DataException("demo gradients: expected a network named '" + model + "'");
    }

    /// Layers that go through time.
    private static List<Options> cells() {
        return List.of(layer("simple-rnn"), layer("gru"), layer("lstm"), layer("lstm").with("forgetBias", 0), layer("lstm").with("forgetBias", 5));
    }

    private static List<String> cellNames() { return List.of("RNN", "GRU", "LSTM, forget bias 1", "LSTM, forget bias 0", "LSTM, forget bias 5"); }

    private String time() {
        List<double[]> norms = cells().stream().map(cell -> byTime(through(cell))).toList();
        Table table = Table.empty().with("32 units", cellNames()).with("last step", norms.stream().map(n -> small(n[steps - 1])).toList()).with("half way", norms.stream().map(n -> small(n[steps / 2])).toList())
                .with("first step", norms.stream().map(n -> small(n[0])).toList()).with("first / last", norms.stream().map(n -> small(n[0] / n[steps - 1])).toList());
        String said = through(cells().get(1)).of("vanishing-through-time").stream().limit(1).map(Finding::sentence).map(sentence -> "The doctor says of the GRU: " + sentence + "\n").reduce("", String::concat);
        return "3. Through " + steps + " steps of time\n\nAt the end of a sequence the sum of two marked numbers is to be said. The gradient of the loss by the inputs, before anything is learned:\n\n" + TextTable.rows(table) + "\n" + said + """

                The text says that gates keep gradients from vanishing. Not by themselves: a gate that is half open halves what passes at each step, and an
                untrained GRU loses more than a simple layer with orthogonal weights. What helps is that a gate can learn to stay open: a forget gate of
                σ(5) = 0.993 keeps two thirds over 60 steps, one of σ(1) = 0.731 hardly anything.
                The text gives LSTM and GRU the same three gates, too. A GRU has two: update and reset.
                """;
    }

    private Diagnosis through(Options cell) {
        List<Options> layers = List.of(layer("input").with("shape", List.of(steps, 2)), cell.with("units", WIDTH), layer("dense").with("units", 1));
        return examined("network", Options.none().with("network", layer("sequential").with("layers", layers)), MemoryTasks.adding(256, steps, run.seed().child("adding")));
    }

    private double[] byTime(Diagnosis diagnosis) {
        return diagnosis.flows().stream().filter(flow -> flow.byTime().size() == steps).findFirst().orElseThrow().byTime().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// By the names of their files.
    Map<String, Picture> pictures() {
        Map<String, Picture> pictures = new LinkedHashMap<>();
        Series[] deep = IntStream.range(0, networks().size()).mapToObj(i -> Series.line(networks().get(i).name(), logarithms(flows(networks().get(i)).stream().mapToDouble(LayerFlow::gradient).toArray())).color(i)).toArray(Series[]::new);
        Series[] time = IntStream.range(0, cells().size()).mapToObj(i -> Series.line(cellNames().get(i), logarithms(byTime(through(cells().get(i))))).color(i)).toArray(Series[]::new);
        pictures.put("layers", Chart.of("The gradient on its way back through " + depth + " layers", "layer", "log10 of the gradient", deep));
        pictures.put("time", Chart.of("The gradient on its way back through time", "step", "log10 of the gradient", time));
        return pictures;
    }

    private static double[] logarithms(double... values) { return java.util.Arrays.stream(values).map(Math::log10).toArray(); }
}
