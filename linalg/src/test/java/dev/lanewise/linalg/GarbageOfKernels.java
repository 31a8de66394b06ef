package dev.lanewise.linalg;

import dev.lanewise.linalg.kernel.ElementFunction;
import dev.lanewise.linalg.kernel.Kernels;

/// Calls kernels until they are compiled and prints the bytes that each of them allocates per call; a program of its own, because
/// what is compiled together depends on what ran before.
final class GarbageOfKernels {

    private static final int WARM_UP = 30_000;
    private static final int CALLS = 5_000;

    private GarbageOfKernels() {
    }

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Kernels kernels = Backend.named("simd", 1).kernels();
        float[] x = new float[128];
        float[] y = new float[128];
        float[] dx = new float[128];
        float[] sums = new float[256];
        for (int i = 0; i < x.length; i++) x[i] = i * 0.1f - 5;
        for (ElementFunction f : ElementFunction.values()) {
            print(f + " map", n -> kernels.elements().map(f, x, 0, y, 0, n));
            print(f + " gradient", n -> kernels.elements().mapGradient(f, x, 0, y, 0, x, 0, n % 2, dx, 0, n));
        }
        print("layerNorm", n -> kernels.rows().layerNorm(x, 0, x, 0, x, 0, 1e-3f, y, 0, sums, 0, n));
        print("layerNorm gradient", n -> kernels.rows().layerNormGradient(x, 0, x, 0, sums, 0, x, 0, n % 2, dx, 0, sums, 2, sums, 130, n));
        print("rmsNorm", n -> kernels.rows().rmsNorm(x, 0, x, 0, 1e-3f, y, 0, sums, 0, n));
        print("rmsNorm gradient", n -> kernels.rows().rmsNormGradient(x, 0, x, 0, sums, 0, x, 0, n % 2, dx, 0, sums, 2, n));
        print("softmax", n -> kernels.rows().softmax(x, 0, y, 0, n));
        print("logSumExp", n -> kernels.rows().logSumExp(x, 0, n));
    }

    private interface Call {
        void of(int n);
    }

    private static void print(String name, Call call) throws ReflectiveOperationException {
        for (int i = 0; i < WARM_UP; i++) call.of(size(i));
        long before = allocated();
        for (int i = 0; i < CALLS; i++) call.of(size(i));
        IO.println(name + ": " + (allocated() - before) / CALLS);
    }

    /// By reflection, because the module under test doesn't read the management modules.
    private static long allocated() throws ReflectiveOperationException {
        Object threads = Class.forName("java.lang.management.ManagementFactory").getMethod("getThreadMXBean").invoke(null);
        return (long) Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes").invoke(threads);
    }

    private static int size(int i) {
        return 77 + i % 8 * 5;                                       // whole vectors and a rest, for any length of vectors
    }
}
