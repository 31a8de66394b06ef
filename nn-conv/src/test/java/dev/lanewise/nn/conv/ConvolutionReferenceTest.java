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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Against the reference: forward and every gradient, over strides, paddings, dilations, groups, odd sizes and channels.
class ConvolutionReferenceTest {

    /// float32 rounding of a sum of products below 1, whose terms number at most a few thousand here.
    private static final double TOLERANCE = 2e-4;

    record Setting(Shape input, int filters, Window window, int groups) {
        Setting(Shape input, int filters, Window window) { this(input, filters, window, 1); }
    }

    static Stream<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        for (Padding padding : List.of(Padding.VALID, Padding.SAME, Padding.of(2, 1, 0, 3)))
            for (Size stride : List.of(Size.of(1), Size.of(2), Size.of(3, 1)))
                for (Size kernel : List.of(Size.of(1), Size.of(3), Size.of(2, 5)))
                    for (int channels : new int[] {1, 3, 17})
                        settings.add(new Setting(Shape.of(3, 9, 11, channels), channels == 3 ? 20 : 5, Window.of(kernel).stride(stride).padding(padding)));
        for (Size dilation : List.of(Size.of(2), Size.of(1, 3)))
            settings.add(new Setting(Shape.of(2, 13, 12, 4), 6, Window.of(Size.of(3)).dilation(dilation).padding(Padding.SAME)));
        settings.add(new Setting(Shape.of(1, 40, 37, 3), 7, Window.of(Size.of(3))));                   // several blocks in one image
        settings.add(new Setting(Shape.of(50, 2, 2, 8), 33, Window.of(Size.of(2))));                  // several images in one block
        settings.add(new Setting(Shape.of(2, 5, 5, 130), 70, Window.of(Size.of(3))));                 // a weight that has to be packed
        settings.add(new Setting(Shape.of(1, 6, 7, 64), 32, Window.of(Size.of(1))));
        for (Padding padding : List.of(Padding.VALID, Padding.SAME, Padding.of(2, 1, 0, 3)))
            for (Size stride : List.of(Size.of(1), Size.of(2), Size.of(3, 1)))
                for (Size dilation : List.of(Size.of(1), Size.of(2, 3)))
                    for (int channels : new int[] {2, 6, 34}) {
                        Window window = Window.of(Size.of(3, 2)).stride(stride).padding(padding).dilation(dilation);
                        settings.add(new Setting(Shape.of(2, 9, 21, channels), channels, window, channels));             // one window for each channel
                        settings.add(new Setting(Shape.of(2, 8, 7, channels), 3 * channels, window, channels));         // three
                        settings.add(new Setting(Shape.of(2, 8, 7, channels), 4, window, 2));
                    }
        settings.add(new Setting(Shape.of(2, 5, 6, 48), 12, Window.of(Size.of(3)).padding(Padding.SAME), 6));     // three groups of eight channels at a time
        settings.add(new Setting(Shape.of(2, 5, 6, 15), 10, Window.of(Size.of(2)).stride(Size.of(2)), 5));        // all groups at once
        settings.add(new Setting(Shape.of(20, 4, 5, 16), 16, Window.of(Size.of(3)), 16));                // more images than groups of sums
        settings.add(new Setting(Shape.of(1, 3, 4, 3), 3, Window.of(Size.of(1)).stride(Size.of(3)), 3));  // inputs that no output sees
        for (Padding padding : List.of(Padding.VALID, Padding.SAME, Padding.of(4, 1, 0, 3)))                // in Winograd's form: whole and half strips, parts of blocks
            for (int channels : new int[] {16, 17, 40})
                for (int filters : new int[] {16, 20, 33, 48}) settings.add(new Setting(Shape.of(3, 9, 14, channels), filters, Window.of(Size.of(3)).padding(padding)));
        settings.add(new Setting(Shape.of(2, 40, 37, 64), 64, Window.of(Size.of(3)).padding(Padding.SAME)));      // more tiles than there is room for
        settings.add(new Setting(Shape.of(0, 9, 9, 16), 16, Window.of(Size.of(3))));
        return settings.stream();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everythingAgreesWithTheDirectLoops(Setting setting) {
        Geometry geometry = Geometry.of(setting.window(), setting.input());
        Shape shape = Shape.of(setting.window().kernel().height(), setting.window().kernel().width(), geometry.channels() / setting.groups(), setting.filters());
        Weight x = random("x", setting.input(), 1), w = random("w", shape, 2), bias = random("b", Shape.of(setting.filters()), 3);
        Tape tape = Tape.training(Backend.standard());

        Tensor y = GroupedConvolution.of(tape.weight(x), tape.weight(w), Optional.of(tape.weight(bias)), setting.window(), Activation.IDENTITY);
        float[] actual = y.toArray(), dy = Tensors.random(y.shape(), Seed.of(4)).data();
        tape.backward(y.times(tape.constant(y.shape(), dy)));

        DirectConvolution direct = new DirectConvolution(geometry, setting.filters(), setting.groups());
        double[] expected = direct.forward(x.values(), w.values()), dBias = new double[setting.filters()];
        for (int i = 0; i < expected.length; i++) {
            expected[i] += bias.values()[i % setting.filters()];
            dBias[i % setting.filters()] += dy[i];
        }
        assertClose(actual, expected);
        assertClose(tape.gradientOf(x).orElseThrow(), direct.inputGradient(dy, w.values()));
        assertClose(tape.gradientOf(w).orElseThrow(), direct.weightGradient(dy, x.values()));
        assertClose(tape.gradientOf(bias).orElseThrow(), dBias);
    }

    private static Weight random(String name, Shape shape, long seed) { return Weight.of(name, shape, Tensors.random(shape, Seed.of(seed)).data()); }

    private static void assertClose(float[] actual, double[] expected) {
        double worst = 0;
        for (int i = 0; i < expected.length; i++) worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
        assertThat(worst).isLessThan(TOLERANCE);
    }
}
