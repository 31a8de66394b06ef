package dev.lanewise.nn.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.ImageDataset;
import dev.lanewise.core.layer.Activate;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Network;
import dev.lanewise.core.layer.Parametric;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Reshape;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.model.Safetensors;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.testkit.CaseFile;
import dev.lanewise.testkit.SharedFiles;
import io.jhdf.HdfFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Against the outside world: networks for MNIST that others trained read as many of the 10,000 test images right as NumPy computed in
/// float64, and say the same of the first 32.
class PretrainedTest {

    private static final int BATCH = 250;
    private static final float TOLERANCE = 2e-3f;             // float32 beside float64: the logits of the perceptron, whose pixels are not scaled, reach hundreds

    private static final Sequential TWO_POOLS = Sequential.of(Input.of(28, 28, 1), Conv2D.of(32, 3).relu(), MaxPool2D.of(2), Conv2D.of(64, 3).relu(), MaxPool2D.of(2),
            Reshape.flat(), Projection.of(128), Activate.of(Activation.RELU), Projection.of(10));

    private static Path data(String name) { return SharedFiles.require("data/pretrained/" + name); }

    @Test void aNetworkOfKeras() {
        Path file = data("mnist-cnn-keras3/best_model.h5");
        try (HdfFile weights = new HdfFile(file)) {
            Tensor[] values = List.of("conv2d", "conv2d_1", "dense", "dense_1").stream()
                    .flatMap(layer -> List.of("kernel", "bias").stream().map(weight -> "model_weights/" + layer + "/sequential/" + layer + "/" + weight))
                    .map(path -> tensor(weights.getDatasetByPath(path).getDimensions(), weights.getDatasetByPath(path).getDataFlat())).toArray(Tensor[]::new);

            judge("mnist_cnn_keras3_h5", TWO_POOLS, values, x -> x / 255);
        }
    }

    private static Tensor tensor(int[] dimensions, Object values) { return Tensor.of(Shape.of(dimensions), (float[]) values); }

    @Test void aNetworkOfPyTorchByWayOfOnnx() {
        OnnxFile file = OnnxFile.read(data("mnist-cnn-onnx/mnist-8.onnx"));
        Sequential network = Sequential.of(Input.of(28, 28, 1), Conv2D.of(32, 3).same().relu(), MaxPool2D.of(2), Conv2D.of(64, 3).same().relu(), MaxPool2D.of(2),
                Reshape.flat(), Projection.of(128), Activate.of(Activation.RELU), Projection.of(10));

        judge("mnist_cnn_onnx", network, new Tensor[] {filters(file.weight("conv1.weight")), file.weight("conv1.bias"), filters(file.weight("conv2.weight")), file.weight("conv2.bias"),
            flattened(file.weight("fc1.weight"), 64, 7), file.weight("fc1.bias"), file.weight("fc2.weight").transpose(1, 0), file.weight("fc2.bias")}, x -> (x / 255 - 0.5f) / 0.5f);
    }

    @Test void anUntrainedNetworkOfPyTorchByWayOfOnnx() {
        OnnxFile file = OnnxFile.read(data("mnist-lenet-onnx-dl4j/output_cnn_mnist.onnx"));
        Sequential network = Sequential.of(Input.of(28, 28, 1), Conv2D.of(16, 5).same().relu(), MaxPool2D.of(2), Conv2D.of(32, 5).same().relu(), MaxPool2D.of(2),
                Reshape.flat(), Projection.of(10));

        judge("mnist_lenet_onnx_dl4j", network, new Tensor[] {filters(file.weight("conv1.0.weight")), file.weight("conv1.0.bias"), filters(file.weight("conv2.0.weight")),
            file.weight("conv2.0.bias"), flattened(file.weight("out.weight"), 32, 7), file.weight("out.bias")}, x -> (x / 255 - 0.1307f) / 0.3081f);
    }

    @Test void aPerceptronOfTinygrad() {
        Safetensors file = Safetensors.read(data("mnist-mlp-tinygrad/model.safetensors"));
        Sequential network = Sequential.of(Input.of(28, 28, 1), Reshape.flat(), Projection.of(128), Parametric.leakyRelu(0.01), Projection.of(10));
        Tensor[] weights = List.of("l1.weight", "l2.weight").stream().map(name -> file.tensors().get(name))
                .flatMap(stored -> List.of(Tensor.of(stored.shape(), stored.floats()).transpose(1, 0), Tensor.vector(new float[stored.shape().extent(0)])).stream()).toArray(Tensor[]::new);

        judge("mnist_mlp_tinygrad", network, weights, x -> x);
    }

    /// `[filters, channels, height, width]` with the channels where ours are.
    private static Tensor filters(Tensor weight) { return weight.transpose(2, 3, 1, 0); }

    /// `[units, channels · height · width]` of a flattened image as `[height · width · channels, units]`.
    private static Tensor flattened(Tensor weight, int channels, int size) {
        int units = weight.shape().extent(0);
        return weight.reshape(Shape.of(units, channels, size, size)).transpose(2, 3, 1, 0).reshape(Shape.of(size * size * channels, units));
    }

    private interface Scale {
        float of(float pixel);
    }

    private static void judge(String name, Network network, Tensor[] weights, Scale scale) {
        CaseFile expected = CaseFile.read(SharedFiles.require("conformance/pretrained/" + name + ".safetensors"));
        Path images = SharedFiles.require("data/mnist/t10k-images-idx3-ubyte.gz");
        Dataset test = ImageDataset.readIdx(images, images.resolveSibling("t10k-labels-idx1-ubyte.gz"));
        float[] said = logits(bound(network, weights), test, scale), first = expected.tensor("logits").toArray();
        int[] classes = IntStream.range(0, test.size()).map(row -> best(said, row)).toArray();

        assertThat(spread(java.util.Arrays.copyOf(said, first.length))).as(name).containsExactly(spread(first), within(TOLERANCE));
        long right = IntStream.range(0, test.size()).filter(row -> classes[row] == label(test, row)).count();
        System.out.println(name + ": " + right + " of 10,000 right");
        assertThat(right).isEqualTo(expected.description().options("config").integer("correct_of_10000"));
    }

    /// Logits without what they have in common in each row, which a softmax does not see.
    private static float[] spread(float[] logits) {
        float[] spread = new float[logits.length];
        for (int i = 0; i < logits.length; i++) spread[i] = logits[i] - logits[i - i % 10];
        return spread;
    }

    private static BoundLayer bound(Network network, Tensor[] values) {
        BoundLayer bound = network.bind(Seed.of(0));
        List<Weight> weights = bound.weights();
        assertThat(weights).hasSameSizeAs(values);
        for (int i = 0; i < values.length; i++) {
            assertThat(weights.get(i).shape()).isEqualTo(values[i].shape());
            System.arraycopy(values[i].toArray(), 0, weights.get(i).values(), 0, values[i].size());
        }
        return bound;
    }

    private static float[] logits(BoundLayer network, Dataset test, Scale scale) {
        float[] logits = new float[test.size() * 10], images = new float[BATCH * 28 * 28];
        Tape tape = Tape.inference(Backend.standard());
        for (int from = 0; from < test.size(); from += BATCH) {
            tape.reset(Seed.of(0));
            for (int i = 0; i < BATCH; i++) test.readInput(0, from + i, images, i * 28 * 28);
            for (int i = 0; i < images.length; i++) images[i] = scale.of(images[i]);
            System.arraycopy(network.forward(tape.constant(Shape.of(BATCH, 28, 28, 1), images)).data(), 0, logits, from * 10, BATCH * 10);
        }
        return logits;
    }

    private static int best(float[] logits, int row) {
        int best = 0;
        for (int j = 1; j < 10; j++) if (logits[row * 10 + j] > logits[row * 10 + best]) best = j;
        return best;
    }

    private static int label(Dataset test, int row) {
        float[] label = new float[1];
        test.readTarget(row, label, 0);
        return (int) label[0];
    }
}
