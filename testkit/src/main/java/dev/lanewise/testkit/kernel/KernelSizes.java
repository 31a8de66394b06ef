package dev.lanewise.testkit.kernel;

import java.util.Random;
import java.util.stream.IntStream;

/// The sizes at which kernels are tested: nothing, parts of vectors, whole vectors, and both.
final class KernelSizes {

    /// Where ranges start inside their arrays.
    static final int OFFSET = 3;

    private static final int MARGIN = 5;

    private KernelSizes() {
    }

    static IntStream upTo257() {
        return sizes().filter(n -> n < 300);
    }

    static IntStream sizes() {
        return IntStream.of(0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 255, 257, 1023);
    }

    /// A range of `n` numbers between −`scale` and `scale` from [#OFFSET] on, with a margin on both sides.
    static float[] floats(int n, long seed, float scale) {
        var random = new Random(seed);
        float[] x = new float[OFFSET + n + MARGIN];
        for (int i = 0; i < x.length; i++) x[i] = (2 * random.nextFloat() - 1) * scale;
        return x;
    }

    static double[] doubles(int n, long seed) {
        var random = new Random(seed);
        double[] x = new double[OFFSET + n + MARGIN];
        for (int i = 0; i < x.length; i++) x[i] = 2 * random.nextDouble() - 1;
        return x;
    }
}
