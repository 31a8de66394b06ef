package dev.lanewise.testkit.kernel;

import static dev.lanewise.testkit.kernel.KernelSizes.OFFSET;
import static dev.lanewise.testkit.kernel.KernelSizes.floats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.WindowKernels;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every set of [WindowKernels] must do, to the last bit. [KernelsContract] is all of them.
interface WindowKernelsContract {

    Backend backend();

    private WindowKernels kernels() {
        return backend().kernels().windows();
    }

    static IntStream channels() {
        return KernelSizes.sizes().filter(n -> n < 70);
    }

    /// Taps and places around the groups that are computed together.
    ///
    /// @param neighbours whether taps read a pixel, the next and so on
    /// @param adds whether products are added to `y`
    record Setting(int taps, int places, boolean neighbours, boolean adds) { }

    static Setting[] settings() {
        return new Setting[] {new Setting(0, 3, false, true), new Setting(1, 1, false, false), new Setting(3, 7, true, true), new Setting(4, 8, true, false), new Setting(9, 19, false, true),
            new Setting(9, 19, false, false), new Setting(9, 17, true, false), new Setting(6, 16, true, true), new Setting(2, 0, true, false)};
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.WindowKernelsContract#channels")
    default void windowProductsHaveTheBitsOfTheReference(int channels) {
        for (Setting setting : settings()) {
            var window = new Windows(setting, channels);
            float[] expected = floats(setting.places() * window.yStep + channels, 3, 1);
            float[] actual = expected.clone();

            window.products(Reference.kernels().windows(), expected);
            window.products(kernels(), actual);

            assertThat(actual).as(setting.toString()).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.WindowKernelsContract#channels")
    default void gradientsOfWeightsHaveTheBitsOfTheReference(int channels) {
        for (Setting setting : settings()) {
            var window = new Windows(setting, channels);
            float[] expected = window.w.clone();
            float[] actual = window.w.clone();

            window.weightGradient(Reference.kernels().windows(), expected);
            window.weightGradient(kernels(), actual);

            assertThat(actual).as(setting.toString()).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.WindowKernelsContract#channels")
    default void largestValuesHaveTheBitsOfTheReference(int channels) {
        for (Setting setting : settings()) {
            if (setting.taps() == 0) continue;
            var window = new Windows(setting, channels);
            float[] expected = floats(setting.places() * window.yStep + channels, 3, 1);
            float[] actual = expected.clone();

            window.largest(Reference.kernels().windows(), expected);
            window.largest(kernels(), actual);

            assertThat(actual).as(setting.toString()).containsExactly(expected);
        }
    }

    /// Of equal numbers and of some that don't occur; the first of equal ones gets the gradient.
    @ParameterizedTest
    @MethodSource("dev.lanewise.testkit.kernel.WindowKernelsContract#channels")
    default void gradientsOfLargestValuesHaveTheBitsOfTheReference(int channels) {
        for (Setting setting : settings()) {
            var window = new Windows(setting, channels);
            for (int i = 0; i < window.x.length; i++) window.x[i] = Math.round(2 * window.x[i]);
            float[] y = floats(setting.places() * window.yStep, 3, 1);
            for (int i = 0; i < y.length; i++) y[i] = Math.round(2 * y[i]);
            float[] expected = floats(window.x.length, 5, 1);
            float[] actual = expected.clone();

            window.largestGradient(Reference.kernels().windows(), y, expected);
            window.largestGradient(kernels(), y, actual);

            assertThat(actual).as(setting.toString()).containsExactly(expected);
        }
    }

    /// Taps that overlap or stand in rows, weights in another order, pixels and places with gaps, a NaN in a channel.
    final class Windows {

        final Setting setting;
        final int channels;
        final int xStep;
        final int yStep;
        final int[] xAt;
        final int[] wAt;
        final float[] x;
        final float[] w;
        final float[] dy;

        Windows(Setting setting, int channels) {
            this.setting = setting;
            this.channels = channels;
            xStep = 2 * channels + 1;
            yStep = channels + 2;
            xAt = IntStream.range(0, setting.taps()).map(t -> OFFSET + t * (setting.neighbours() ? xStep : channels + 1)).toArray();
            wAt = IntStream.range(0, setting.taps()).map(t -> OFFSET + (setting.taps() - 1 - t) * channels).toArray();
            x = floats((setting.places() + setting.taps()) * xStep, 1, 1);
            w = floats(setting.taps() * channels, 2, 1);
            dy = floats(setting.places() * yStep + channels, 4, 1);
            if (channels > 2) x[x.length / 2] = Float.NaN;
        }

        void products(WindowKernels kernels, float[] y) {
            float[] start = setting.adds() ? y : dy;
            kernels.products(setting.places(), channels, setting.taps(), x, xAt, xStep, w, wAt, start, OFFSET, setting.adds() ? yStep : 0, y, OFFSET, yStep);
        }

        void weightGradient(WindowKernels kernels, float[] dw) {
            kernels.weightGradient(setting.places(), channels, setting.taps(), x, xAt, xStep, dy, OFFSET, yStep, dw, wAt);
        }

        void largest(WindowKernels kernels, float[] y) {
            kernels.largest(setting.places(), channels, setting.taps(), x, xAt, xStep, y, OFFSET, yStep);
        }

        void largestGradient(WindowKernels kernels, float[] y, float[] dx) {
            kernels.largestGradient(setting.places(), channels, setting.taps(), x, xAt, xStep, y, OFFSET, yStep, dy, setting.adds() ? 0.5f : 0, dx);
        }
    }
}
