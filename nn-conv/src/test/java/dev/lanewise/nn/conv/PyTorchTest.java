package dev.lanewise.nn.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Seed;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.testkit.Golden;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Against the outside world: forward and every gradient as PyTorch computed them (`windows.py` beside the numbers).
class PyTorchTest {

    /// float32 rounding of sums of at most a hundred products below 1.
    private static final float TOLERANCE = 1e-5f;

    private static final Golden GOLDEN = Golden.read(PyTorchTest.class.getResourceAsStream("windows.txt"));

    private static final Map<String, Layer> LAYERS = Map.of(
            "plain", Conv2D.of(4, 3),
            "strided", Conv2D.of(3, Size.of(3, 2)).window(Window.of(Size.of(3, 2)).stride(Size.of(2, 3))).relu(),
            "padded", Conv2D.of(2, Size.of(5, 3)).padding(Padding.of(2, 2, 1, 1)).stride(2).activation(Activation.TANH),
            "dilated", Conv2D.of(3, 3).window(Window.of(Size.of(3)).dilation(Size.of(2, 1)).padding(Padding.of(1))).activation(Activation.GELU),
            "pointwise", Conv2D.of(3, 1).activation(Activation.SIGMOID),
            "max", MaxPool2D.of(2),
            "max-overlapping", MaxPool2D.of(3).stride(2).padding(Padding.of(1)),
            "average", AveragePool2D.of(Size.of(2, 3)),
            "average-padded", AveragePool2D.of(3).stride(2).padding(Padding.of(1)));

    static Stream<String> names() { return LAYERS.keySet().stream().sorted(); }

    @ParameterizedTest
    @MethodSource("names")
    void valuesAndGradientsAgree(String name) {
        Tensor input = GOLDEN.tensor(name + ".x");
        BoundLayer bound = LAYERS.get(name).bind(input.shape(), Seed.of(0));
        bound.weights().forEach(weight -> System.arraycopy(GOLDEN.values(name + letter(weight)), 0, weight.values(), 0, weight.shape().size()));
        Weight x = Weight.of("x", input.shape(), input.toArray());
        Tape tape = Tape.gradients(Backend.standard());

        Tensor y = bound.forward(tape.weight(x));
        float[] values = y.toArray();
        tape.backward(y.times(tape.constant(y.shape(), GOLDEN.values(name + ".r"))));

        assertClose(values, name + ".y");
        assertClose(tape.gradientOf(x).orElseThrow(), name + ".dx");
        bound.weights().forEach(weight -> assertClose(tape.gradientOf(weight).orElseThrow(), name + ".d" + letter(weight).substring(1)));
    }

    private static String letter(Weight weight) { return "." + weight.name().charAt(0); }

    private static void assertClose(float[] actual, String expected) {
        assertThat(actual).as(expected).containsExactly(GOLDEN.values(expected), within(TOLERANCE));
    }
}
