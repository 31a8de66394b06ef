package dev.lanewise.nn.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.testkit.Golden;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Against the outside world over a grid: forward and every gradient of strides × paddings × dilations × groups × odd sizes as PyTorch computed them, told by
/// weighted sums (`grid.py` beside the numbers).
class PyTorchGridTest {

    /// float32 rounding of sums of some hundred products below 1, summed once more over some hundred elements.
    private static final float TOLERANCE = 5e-4f;

    private static final Golden GOLDEN = Golden.read(PyTorchGridTest.class.getResourceAsStream("grid.txt"));

    record Case(Layer layer, Shape input) { }

    private static final Map<String, Case> CASES = cases();

    static Stream<String> names() { return CASES.keySet().stream(); }

    private static Map<String, Case> cases() {
        Map<String, Case> cases = new LinkedHashMap<>();
        addConvolutions(cases);
        addTransposed(cases);
        addOtherDimensions(cases);
        addPools(cases);
        addSizes(cases);
        return cases;
    }

    private static void addConvolutions(Map<String, Case> cases) {
        record Extent(int height, int width, Size kernel) { }
        for (Extent extent : List.of(new Extent(7, 6, Size.of(3)), new Extent(9, 11, Size.of(2, 3))))
            for (int stride = 1; stride < 4; stride++)
                for (int[] padding : new int[][] {{0, 0}, {1, 1}, {2, 1}})
                    for (int dilation = 1; dilation < 3; dilation++)
                        for (int groups : new int[] {1, 2, 4}) {
                            String name = "conv2d." + extent.height + "x" + extent.width + ".k" + extent.kernel.height() + extent.kernel.width() + ".s" + stride
                                    + ".p" + padding[0] + padding[1] + ".d" + dilation + ".g" + groups;
                            cases.put(name, new Case(Conv2D.of(8, extent.kernel).stride(stride).padding(Padding.of(padding[0], padding[0], padding[1], padding[1])).dilation(dilation).groups(groups),
                                    Shape.of(2, extent.height, extent.width, 4)));
                        }
    }

    private static void addTransposed(Map<String, Case> cases) {
        for (int stride = 1; stride < 4; stride++)
            for (int padding = 0; padding < 2; padding++)
                for (int dilation = 1; dilation < 3; dilation++)
                    for (int extra = 0; extra < Math.min(2, stride); extra++) {
                        cases.put("transpose2d.s" + stride + ".p" + padding + ".d" + dilation + ".o" + extra,
                                new Case(Conv2DTranspose.of(5, Size.of(3, 2)).stride(stride).padding(Padding.of(padding)).dilation(dilation).outputPadding(extra), Shape.of(2, 4, 3, 3)));
                    }
    }

    private static void addOtherDimensions(Map<String, Case> cases) {
        for (int stride = 1; stride < 3; stride++) {
            for (int padding : new int[] {0, 2})
                for (int dilation : new int[] {1, 3})
                    for (int groups = 1; groups < 3; groups++) {
                        cases.put("conv1d.s" + stride + ".p" + padding + ".d" + dilation + ".g" + groups,
                                new Case(Conv1D.of(6, 3).stride(stride).padding(padding, padding).dilation(dilation).groups(groups), Shape.of(2, 13, 4)));
                    }
            for (int padding = 0; padding < 2; padding++)
                for (int dilation = 1; dilation < 3; dilation++) {
                    cases.put("conv3d.s" + stride + ".p" + padding + ".d" + dilation,
                            new Case(Conv3D.of(3, Window.of(Size.of(2, 3)), Sweep.of(3)).stride(stride).padding(padding).dilation(dilation), Shape.of(2, 5, 6, 7, 2)));
                }
        }
    }

    private static void addPools(Map<String, Case> cases) {
        Shape line = Shape.of(2, 11, 3), image = Shape.of(2, 8, 7, 3), volume = Shape.of(2, 5, 6, 7, 2);
        for (int kernel = 2; kernel < 4; kernel++)
            for (int stride = 1; stride < 4; stride++)
                for (int padding = 0; padding < 2; padding++)
                    for (boolean ceil : new boolean[] {false, true}) {
                        String name = ".k" + kernel + ".s" + stride + ".p" + padding + "." + (ceil ? "ceil" : "floor");
                        cases.put("max1d" + name, new Case(MaxPool1D.of(kernel).stride(stride).padding(padding, padding).ceil(ceil), line));
                        cases.put("max2d" + name, new Case(MaxPool2D.of(kernel).stride(stride).padding(Padding.of(padding)).ceil(ceil), image));
                        cases.put("max3d" + name, new Case(MaxPool3D.of(kernel).stride(stride).padding(padding).ceil(ceil), volume));
                        for (boolean counted : new boolean[] {false, true}) {
                            String full = name + (counted ? ".counted" : ".inside");
                            cases.put("average1d" + full, new Case(AveragePool1D.of(kernel).stride(stride).padding(padding, padding).ceil(ceil).countPadding(counted), line));
                            cases.put("average2d" + full, new Case(AveragePool2D.of(kernel).stride(stride).padding(Padding.of(padding)).ceil(ceil).countPadding(counted), image));
                            cases.put("average3d" + full, new Case(AveragePool3D.of(kernel).stride(stride).padding(padding).ceil(ceil).countPadding(counted), volume));
                        }
                    }
    }

    private static void addSizes(Map<String, Case> cases) {
        for (Interpolation interpolation : Interpolation.values()) {
            String name = interpolation.name().toLowerCase(java.util.Locale.ROOT);
            for (int factor = 2; factor < 4; factor++) cases.put("larger." + name + "." + factor, new Case(UpSample2D.of(factor).interpolation(interpolation), Shape.of(2, 5, 4, 3)));
            if (interpolation != Interpolation.NEAREST) cases.put("resized." + name, new Case(Resize2D.of(Size.of(7, 4)).interpolation(interpolation), Shape.of(2, 5, 9, 3)));
        }
        for (Pad2D.With with : Pad2D.With.values()) {
            Layer padded = Sequential.of(Pad2D.of(Padding.of(1, 2, 2, 3)).with(with), Conv2D.of(3, Size.of(3, 2)));
            cases.put("padded." + with.name().toLowerCase(java.util.Locale.ROOT), new Case(padded, Shape.of(2, 5, 6, 2)));
        }
        for (int size : new int[] {1, 3, 5}) cases.put("response." + size, new Case(LocalResponseNorm.of(size).alpha(0.5).k(2), Shape.of(2, 3, 4, 7)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void valuesAndGradientsAgree(String name) {
        Shape input = CASES.get(name).input();
        BoundLayer bound = CASES.get(name).layer().bind(input, Seed.of(0));
        Weight x = Weight.of("x", input, numbers(1, input.size()));
        int seed = 2;
        for (Weight weight : bound.weights()) System.arraycopy(numbers(seed++, weight.shape().size()), 0, weight.values(), 0, weight.shape().size());
        Tape tape = Tape.gradients(Backend.standard());

        Tensor y = bound.forward(tape.weight(x));
        float[] values = y.toArray();
        tape.backward(y.times(tape.constant(y.shape(), numbers(9, y.size()))));

        assertClose(values, name + ".y");
        assertClose(tape.gradientOf(x).orElseThrow(), name + ".dx");
        for (Weight weight : bound.weights()) assertClose(tape.gradientOf(weight).orElseThrow(), name + (weight.name().endsWith("bias") ? ".db" : ".dw"));
    }

    @Test void everyLineOfTheFileIsCompared() {
        List<String> expected = new ArrayList<>();
        CASES.forEach((name, one) -> {
            expected.addAll(List.of(name + ".y", name + ".dx"));
            if (!one.layer().bind(one.input(), Seed.of(0)).weights().isEmpty()) expected.addAll(List.of(name + ".dw", name + ".db"));
        });
        assertThat(GOLDEN.names()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static float[] numbers(int seed, int n) {
        float[] numbers = new float[n];
        for (int i = 0; i < n; i++) numbers[i] = ((i * 7919L + seed * 104729L) % 2003 - 1001) / 1024f;
        return numbers;
    }

    private static void assertClose(float[] actual, String expected) {
        float[] sums = new float[3];
        for (int k = 0; k < 3; k++) {
            double sum = 0;
            for (int i = 0; i < actual.length; i++) sum += actual[i] * (((i * 31L + k * 17) % 101 - 50) / 50.0);
            sums[k] = (float) sum;
        }
        assertThat(sums).as(expected).containsExactly(GOLDEN.values(expected), within(TOLERANCE));
    }
}
