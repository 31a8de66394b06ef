package dev.lanewise.nn.conv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.testkit.Tensors;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How exact Winograd's form is, against sums in float64, and that it adds to gradients that are there.
class WinogradTest {

    private static final Window WINDOW = Window.of(Size.of(3)).padding(Padding.SAME);

    /// As documented: the root mean square of the errors relative to that of the results.
    @ParameterizedTest
    @ValueSource(ints = {64, 256, 512})
    void errorsAreAFewRoundings(int channels) {
        Weight x = random("x", Shape.of(1, 8, 8, channels), 1), w = random("w", Shape.of(3, 3, channels, 16), 2);
        Tape tape = Tape.training(Backend.standard());
        Tensor y = convolution(tape, x, w);
        float[] actual = y.toArray(), dy = Tensors.random(y.shape(), Seed.of(3)).data();
        tape.backward(y.times(tape.constant(y.shape(), dy)));

        DirectConvolution direct = new DirectConvolution(Geometry.of(WINDOW, x.shape()), 16, 1);
        assertThat(relativeError(actual, direct.forward(x.values(), w.values()))).isLessThan(4e-6);
        assertThat(relativeError(tape.gradientOf(x).orElseThrow(), direct.inputGradient(dy, w.values()))).isLessThan(4e-6);
        assertThat(relativeError(tape.gradientOf(w).orElseThrow(), direct.weightGradient(dy, x.values()))).isLessThan(4e-6);
    }

    @Test
    void anInputAndAWeightUsedTwiceGetTwiceTheGradient() {
        Weight x = random("x", Shape.of(2, 9, 7, 16), 1), w = random("w", Shape.of(3, 3, 16, 16), 2);
        Tape once = Tape.training(Backend.standard()), twice = Tape.training(Backend.standard());

        once.backward(convolution(once, x, w));
        twice.backward(convolution(twice, x, w).plus(convolution(twice, x, w)));

        for (Weight weight : new Weight[] {x, w}) {
            float[] single = once.gradientOf(weight).orElseThrow(), both = twice.gradientOf(weight).orElseThrow();
            double[] expected = new double[single.length];
            for (int i = 0; i < single.length; i++) expected[i] = 2.0 * single[i];
            assertThat(relativeError(both, expected)).isLessThan(1e-6);
        }
    }

    private static Tensor convolution(Tape tape, Weight x, Weight w) {
        return Convolution.of(tape.weight(x), tape.weight(w), Optional.empty(), WINDOW, Activation.IDENTITY);
    }

    private static Weight random(String name, Shape shape, long seed) { return Weight.of(name, shape, Tensors.random(shape, Seed.of(seed)).data()); }

    private static double relativeError(float[] actual, double[] expected) {
        double error = 0, size = 0;
        for (int i = 0; i < expected.length; i++) {
            error += (actual[i] - expected[i]) * (actual[i] - expected[i]);
            size += expected[i] * expected[i];
        }
        return Math.sqrt(error / size);
    }
}
