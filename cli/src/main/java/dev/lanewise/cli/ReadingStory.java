package dev.lanewise.cli;

import dev.lanewise.core.Figures;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.DataSource;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.data.TensorDataset;
import dev.lanewise.core.insight.GradCAM;
import dev.lanewise.core.insight.Occlusion;
import dev.lanewise.core.metric.ConfusionMatrix;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.linalg.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// A convolution network that reads the embedded digits, beside a perceptron: how well, also of shifted digits, and by what it tells them apart.
///
/// @param test what none of them has learned from
/// @param learned from how many digits they have learned
record ReadingStory(TrainedNetwork network, Model perceptron, Dataset test, double seconds, Run run, int learned) {

    /// The digit to look at.
    static final int EXAMPLE = 3;

    private static final int WHITE = 255;
    private static final int SHIFTS = 4;

    static ReadingStory learn(DataSource digits, int epochs, Run run) {
        Options options = Options.none().with("epochs", epochs);
        long start = System.nanoTime();
        Model model = ModelRegistry.load().create("cnn", options.with("architecture", "tiny")).fit(digits.train(), run);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!(model instanceof TrainedNetwork network)) throw new UsageException("demo cnn: expected a model 'cnn' that trains a network");
        Model perceptron = ModelRegistry.load().create("mlp", options.with("hidden", 128)).fit(digits.train(), run);
        return new ReadingStory(network, perceptron, digits.test().orElse(digits.train()), seconds, run, digits.train().size());
    }

    List<Supplier<String>> chapters() { return List.of(this::accuracy, this::looks); }

    ConfusionMatrix confusion() { return network.evaluate(test, run).confusion().orElseThrow(); }

    private String accuracy() {
        Table table = Table.empty();
        List<String> moved = new ArrayList<>(), convolution = new ArrayList<>(), dense = new ArrayList<>();
        for (int shift = 0; shift <= SHIFTS; shift += 2) {
            Dataset shifted = shifted(shift);
            moved.add(shift == 0 ? "as they are" : shift + " pixels to the right and down");
            convolution.add(Figures.percent(network.evaluate(shifted, run).figure("accuracy")));
            dense.add(Figures.percent(perceptron.evaluate(shifted, run).figure("accuracy")));
        }
        return "5. Reading digits\n\nThe first of these networks has learned from " + Figures.count(learned) + " generated digits in " + Figures.seconds(seconds) + ". Of " + Figures.count(test.size())
                + " others it reads right, beside a perceptron with 128 hidden units:\n\n" + TextTable.rows(table.with("digits", moved).with("convolution network", convolution).with("perceptron", dense))
                + "\nThe text says that convolution and pooling make a network robust to small shifts. They help; what is flattened behind them still knows its place.\n";
    }

    /// The images to test by, moved to the right and down.
    private Dataset shifted(int by) {
        Shape shape = test.schema().input();
        int height = shape.extent(0), width = shape.extent(1), pixels = shape.size();
        float[] from = new float[pixels], images = new float[test.size() * pixels], labels = new float[test.size()];
        for (int i = 0; i < test.size(); i++) {
            test.readInput(0, i, from, 0);
            test.readTarget(i, labels, i);
            for (int y = by; y < height; y++) System.arraycopy(from, (y - by) * width, images, i * pixels + y * width + by, width - by);
        }
        return TensorDataset.of(Tensor.of(Shape.of(test.size(), height, width, 1), images)).target(test.schema().target(), Tensor.vector(labels));
    }

    private String looks() {
        Tensor image = new InsightPictures(network, test, EXAMPLE).image();
        int read = likeliest(image), height = image.shape().extent(1), width = image.shape().extent(2);
        Matrix seen = GradCAM.enlarged(GradCAM.placewise(network, image, MapLayers.of(network).orElseThrow().last(), read), height, width);
        Matrix needed = GradCAM.enlarged(Occlusion.of(5).map(network, image, read), height, width);
        Matrix images = Matrix.stackRows(row(image.toArray()), bright(seen), bright(needed));
        return "6. What it looks at\n\nA digit that it reads as " + test.schema().target().classes().get(read) + ", which places speak for that (HiResCAM), and where covering a square of 5 × 5 pixels costs it most of its certainty:\n\n"
                + Pictures.images(images, width, List.of("digit", "HiResCAM", "occlusion"));
    }

    private int likeliest(Tensor image) {
        float[] said = network.predict(image).toArray();
        int best = 0;
        for (int i = 1; i < said.length; i++) if (said[i] > said[best]) best = i;
        return best;
    }

    private static Matrix row(float[] values) {
        double[] row = new double[values.length];
        for (int i = 0; i < row.length; i++) row[i] = values[i];
        return Matrix.wrap(1, row.length, row);
    }

    private static Matrix bright(Matrix map) {
        double largest = Arrays.stream(map.toArray()).max().orElse(0);
        return Matrix.wrap(1, map.rows() * map.columns(), map.times(largest > 0 ? WHITE / largest : 0).toArray());
    }
}
