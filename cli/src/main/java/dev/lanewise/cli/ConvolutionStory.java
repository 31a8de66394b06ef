package dev.lanewise.cli;

import dev.lanewise.core.Figures;
import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.spi.LayerRegistry;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.NetworkEstimator;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// The worked examples of a published text on convolution networks, told beside the numbers that it prints.
final class ConvolutionStory {

    private static final int SIDE = 5;

    List<Supplier<String>> chapters() { return List.of(this::convolution, this::pooling, this::sizes, this::networks); }

    // ---- layers by their names

    private static Tensor apply(Options layer, int height, float... values) {
        Shape shape = Shape.of(1, height, values.length / height, 1);
        return LayerRegistry.load().create(layer).bind(shape, Seed.of(0)).forward(Tensor.of(shape, values));
    }

    private static Options layer(String name) { return Options.none().with("layer", name); }

    private static Tensor convolved(String padding, String activation, float... kernel) {
        Options layer = layer("conv2d").with("filters", 1).with("bias", false).with("activation", activation).with("window", Options.none().with("kernel", 3).with("padding", padding));
        Shape shape = Shape.of(1, SIDE, SIDE, 1);
        BoundLayer bound = LayerRegistry.load().create(layer).bind(shape, Seed.of(0));
        System.arraycopy(kernel, 0, bound.weights().getFirst().values(), 0, kernel.length);
        return bound.forward(Tensor.of(shape, ramp()));
    }

    /// 10, 20, … 250, row by row.
    private static float[] ramp() {
        float[] ramp = new float[SIDE * SIDE];
        for (int i = 0; i < ramp.length; i++) ramp[i] = 10 * (i + 1);
        return ramp;
    }

    // ---- chapters

    private String convolution() {
        float[] kernel = {1, 0, -1, 1, 0, -1, 1, 0, -1}, flipped = {-1, 0, 1, -1, 0, 1, -1, 0, 1};
        return "1. A filter on an image\n\nThe text slides a filter over an image and does not print what comes out. It is a flat map:\n\n"
                + sideBySide(block("image", ramp(), SIDE), block("filter", kernel, 3), block("feature map", convolved("valid", "identity", kernel).toArray(), 3))
                + "\nEvery row of the image grows by 10 to the right, so each window gives 3 · (10 − 30) = −60. ReLU makes that black; the text's ReLU would hide the only edge there is:\n\n"
                + sideBySide(block("after ReLU", convolved("valid", "relu", kernel).toArray(), 3), block("filter turned by 180°", flipped, 3),
                        block("its feature map", convolved("valid", "identity", flipped).toArray(), 3))
                + "\nThe text's formula, Σ X(i+m−1, j+n−1) · K(m, n), is a cross-correlation, as in every library; the convolution of mathematics turns the filter first.\n"
                + "With zeros around the image (\"same\" padding) the map keeps its size, and the borders stand out:\n\n" + block("feature map, same padding", convolved("same", "identity", kernel).toArray(), SIDE);
    }

    private String pooling() {
        float[] before = {5, -10, -3, 7}, square = {1, 3, 2, 4, 5, 6, 7, 8, 9, 2, 3, 1, 0, 1, 5, 2}, map = {1, 0, 2, 3, 4, 6, 5, 2, 0, 1, 3, 1, 5, 2, 2, 0};
        Options window = Options.none().with("kernel", 2);
        return "2. ReLU, pooling, a vector\n\n"
                + sideBySide(block("feature map", before, 2), block("after ReLU", apply(layer("activate").with("activation", "relu"), 2, before).toArray(), 2), block("in the text", new float[] {5, 0, 0, 7}, 2)) + "\n"
                + sideBySide(block("feature map", square, 4), block("largest of 2 × 2", apply(layer("max-pool2d").with("window", window), 4, square).toArray(), 2), block("in the text", new float[] {6, 8, 9, 5}, 2),
                        block("mean of 2 × 2", apply(layer("average-pool2d").with("window", window), 4, square).toArray(), 2))
                + "\nFlattened, row by row, as in the text:\n\n   " + row(apply(layer("reshape").with("shape", List.of(-1)), 4, map).toArray()) + "\n";
    }

    private String sizes() {
        return "3. How large is the output?\n\nThe text says (I − F + 2P)/S + 1. It does not say what happens to a rest: it is left out, ⌊(I − F + 2P)/S⌋ + 1.\n\n"
                + TextTable.rows(Table.empty().with("image", column(64, 31, 28, 28, 7)).with("filter", column(3, 3, 5, 3, 3)).with("padding", column(0, 0, 2, 0, 1)).with("stride", column(1, 1, 1, 2, 2))
                        .with("formula", List.of("62", "29", "28", "13.5", "4")).with("here", List.of(size(64, 3, 0, 1), size(31, 3, 0, 1), size(28, 5, 2, 1), size(28, 3, 0, 2), size(7, 3, 1, 2))))
                + "\nIt says that \"same\" padding keeps the size. So it does with stride 1; with stride 2 an image of 28 becomes " + same(28, 2) + ", ⌈I/S⌉. And a filter may have gaps, which the\n"
                + "formula leaves out: with dilation D it reaches over D(F − 1) + 1 pixels instead of F.\n";
    }

    private static double[] column(double... values) { return values; }

    private static String same(int image, int stride) { return size(image, Options.none().with("kernel", 3).with("padding", "same").with("stride", stride)); }

    private static String size(int image, int filter, int padding, int stride) {
        return size(image, Options.none().with("kernel", filter).with("padding", padding).with("stride", stride));
    }

    private static String size(int image, Options window) {
        Options layer = layer("conv2d").with("filters", 1).with("window", window);
        return Integer.toString(LayerRegistry.load().create(layer).outputShape(Shape.batch(image, image, 1)).extent(1));
    }

    private String networks() {
        return "4. Its networks\n\nTen classes of 32 × 32 pixels in three colours, 16 and 32 filters ('cnn' with architecture=tiny):\n\n" + summary(Options.none().with("architecture", "tiny"), 32, 10)
                + "\nCats and dogs in 64 × 64 pixels (architecture=cats-and-dogs); the text does not say how windows meet the border. Inside:\n\n" + summary(Options.none().with("architecture", "cats-and-dogs"), 64, 2)
                + "\nReaching over it: " + Figures.count(parameters(Options.none().with("architecture", "cats-and-dogs").with("border", "same"), 64, 2)) + " parameters. A fully connected layer from the image to as many outputs as the first\n"
                + "convolution has would take " + Figures.count((64L * 64 * 3 + 1) * 62 * 62 * 32) + " parameters instead of 896: that is what sharing them saves.\n\n"
                + "The text ends it with one sigmoid ŷ and takes categorical cross-entropy, −Σ y ln ŷ. Over a single output that costs nothing where y = 0: it would learn to say 1 of everything.\n"
                + "One sigmoid needs binary cross-entropy, −y ln ŷ − (1 − y) ln(1 − ŷ), as here; or two outputs need a softmax.\n";
    }

    private static NetworkEstimator cnn(Options options) {
        Estimator estimator = ModelRegistry.load().create("cnn", options);
        if (estimator instanceof NetworkEstimator network) return network;
        throw new UsageException("demo cnn: expected a model 'cnn' that trains a network");
    }

    private static Schema images(int side, int classes) {
        return new Schema(List.of(Shape.of(side, side, 3)), List.of(), Schema.Target.classes("class", IntStream.range(0, classes).mapToObj(Integer::toString).toList()));
    }

    private static String summary(Options options, int side, int classes) { return cnn(options).network(images(side, classes)).summary().stripTrailing() + "\n"; }

    private static long parameters(Options options, int side, int classes) {
        return cnn(options).network(images(side, classes)).bind(Seed.of(0)).weights().stream().mapToLong(weight -> weight.shape().size()).sum();
    }

    // ---- numbers side by side

    /// A caption and rows of numbers.
    private static String block(String caption, float[] values, int columns) {
        int width = IntStream.range(0, values.length).mapToObj(i -> spelled(values[i])).mapToInt(String::length).max().orElse(0);
        StringBuilder text = new StringBuilder("   ").append(caption).append('\n');
        for (int i = 0; i < values.length; i++) {
            String number = spelled(values[i]);
            text.append(i % columns == 0 ? "   " : " ").append(" ".repeat(width - number.length())).append(number).append(i % columns == columns - 1 ? "\n" : "");
        }
        return text.toString();
    }

    private static String spelled(float value) { return Figures.number(value).replaceFirst("(\\.\\d*?)0+$", "$1").replace('-', '−'); }

    private static String sideBySide(String... blocks) {
        List<List<String>> lines = Arrays.stream(blocks).map(block -> block.lines().toList()).toList();
        int height = lines.stream().mapToInt(List::size).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < height; i++) {
            int line = i;
            StringBuilder all = new StringBuilder();
            for (List<String> block : lines) {
                int width = block.stream().mapToInt(String::length).max().orElse(0);
                String own = line < block.size() ? block.get(line) : "";
                all.append(own).append(" ".repeat(width - own.length())).append("   ");
            }
            text.append(all.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String row(float[] values) { return String.join(" ", IntStream.range(0, values.length).mapToObj(i -> spelled(values[i])).toList()); }
}
