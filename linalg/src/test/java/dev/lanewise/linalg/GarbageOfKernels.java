package dev.lanewise.linalg;

import dev.lanewise.linalg.kernel.ConvolutionKernels;
import dev.lanewise.linalg.kernel.DoubleKernels;
import dev.lanewise.linalg.kernel.ElementFunction;
import dev.lanewise.linalg.kernel.ElementKernels;
import dev.lanewise.linalg.kernel.GemvKernels;
import dev.lanewise.linalg.kernel.Kernels;
import dev.lanewise.linalg.kernel.ProductKernels;
import dev.lanewise.linalg.kernel.RowKernels;
import dev.lanewise.linalg.kernel.TriangularKernels;
import dev.lanewise.linalg.kernel.WindowKernels;
import dev.lanewise.linalg.kernel.WinogradKernels;

/// Calls kernels until they are compiled and prints the bytes that each of them allocates per call; a program of its own, because
/// what is compiled together depends on what ran before.
final class GarbageOfKernels {

    private static final int WARM_UP = 30_000;
    private static final int CALLS = 2_000;
    private static final int BATCHES = 5;

    private GarbageOfKernels() {
    }

    private static final float[] X = new float[128];
    private static final float[] Y = new float[128];
    private static final float[] Z = new float[512];
    private static final float[] SUMS = new float[256];

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Kernels kernels = Backend.named("simd", 1).kernels();
        for (int i = 0; i < X.length; i++) X[i] = i * 0.1f - 5;
        functions(kernels.elements());
        elements(kernels.elements());
        rows(kernels.rows());
        training(kernels);
        doubles(kernels.doubles());
        triangular(kernels.triangular());
        convolutions(kernels.convolutions());
        winograd(kernels.winograd());
        gemv(kernels.gemv());
        windows(kernels.windows());
        products(kernels.products());
    }

    private static void gemv(GemvKernels k) throws ReflectiveOperationException {
        short[] shorts = new short[512];
        byte[] bytes = new byte[512];
        print("gemv of floats", n -> k.gemv(5, n / 2, Z, 0, n / 2, X, 0, Y, 0));
        print("gemv of bfloats", n -> k.gemv(5, n / 2, shorts, 0, n / 2, X, 0, Y, 0));
        print("gemv of bytes", n -> k.gemv(5, n / 2, bytes, 0, n / 2, SUMS, 0, X, 0, Y, 0));
    }

    private static void functions(ElementKernels k) throws ReflectiveOperationException {
        for (ElementFunction f : ElementFunction.values()) {
            print(f + " map", n -> k.map(f, X, 0, Y, 0, n));
            print(f + " gradient", n -> k.mapGradient(f, X, 0, Y, 0, X, 0, n % 2, Z, 0, n));
        }
    }

    private static void elements(ElementKernels k) throws ReflectiveOperationException {
        print("axpby", n -> k.axpby(2, X, 0, n % 2, Y, 0, n));
        print("affine", n -> k.affine(2, X, 0, 1, Y, 0, n));
        print("add", n -> k.add(X, 0, X, 0, Y, 0, n));
        print("subtract", n -> k.subtract(X, 0, X, 0, Y, 0, n));
        print("multiply", n -> k.multiply(X, 0, X, 0, n % 2, Y, 0, n));
        print("divide", n -> k.divide(X, 0, X, 0, Y, 0, n));
        print("maximum", n -> k.maximum(X, 0, X, 0, Y, 0, n));
        print("moveWhereEqual", n -> k.moveWhereEqual(X, 0, X, 0, Y, 0, Z, 0, n));
        print("dot", n -> Y[0] = k.dot(X, 0, X, 0, n));
        print("sum", n -> Y[0] = (float) k.sum(X, 0, n));
        print("sumOfSquares", n -> Y[0] = (float) k.sumOfSquares(X, 0, n));
        print("max", n -> Y[0] = k.max(X, 0, n));
        print("argMax", n -> Y[0] = k.argMax(X, 0, n));
    }

    private static void rows(RowKernels k) throws ReflectiveOperationException {
        print("softmax", n -> k.softmax(X, 0, Y, 0, n));
        print("softmax gradient", n -> k.softmaxGradient(X, 0, X, 0, n % 2, Z, 0, n));
        print("exponentials", n -> SUMS[0] = k.exponentials(X, 0, 1, Y, 0, n));
        print("softmax part gradient", n -> k.softmaxPartGradient(X, 0, X, 0, SUMS[0], Z, 0, n));
        print("logSoftmax", n -> k.logSoftmax(X, 0, Y, 0, n));
        print("logSoftmax gradient", n -> k.logSoftmaxGradient(X, 0, X, 0, n % 2, Z, 0, n));
        print("logSumExp", n -> Y[0] = k.logSumExp(X, 0, n));
        print("layerNorm", n -> k.layerNorm(X, 0, X, 0, X, 0, 1e-3f, Y, 0, SUMS, 0, n));
        print("layerNorm gradient", n -> k.layerNormGradient(X, 0, X, 0, SUMS, 0, X, 0, n % 2, Z, 0, SUMS, 2, SUMS, 130, n));
        print("rmsNorm", n -> k.rmsNorm(X, 0, X, 0, 1e-3f, Y, 0, SUMS, 0, n));
        print("rmsNorm gradient", n -> k.rmsNormGradient(X, 0, X, 0, SUMS, 0, X, 0, n % 2, Z, 0, SUMS, 2, n));
    }

    private static void training(Kernels k) throws ReflectiveOperationException {
        float[] gates = new float[512];
        float[] w = new float[128];
        float[] v = new float[128];
        print("lstmStep", n -> k.recurrent().lstmStep(gates, 0, X, 0, Y, 0, w, 0, v, 0, n));
        print("lstmStep gradient", n -> k.recurrent().lstmStepGradient(gates, 0, X, 0, Y, 0, w, 0, v, 0, Z, 0, n));
        print("sgd", n -> k.optimizers().sgd(w, 0, X, 0, v, 0, n, 0.1f, 0.5f, 1, n % 2 == 0, 0.1f));
        print("adam", n -> k.optimizers().adam(w, 0, X, 0, Y, 0, gates, 0, n, 0.1f, 1, 0.9f, 0.99f, 1e-7f, 0.1f));
        print("amsgrad", n -> k.optimizers().amsgrad(w, 0, X, 0, Y, 0, gates, 0, v, 0, n, 0.1f, 1, 0.9f, 0.99f, 1e-7f, 0.1f));
        print("rmsprop", n -> k.optimizers().rmsprop(w, 0, X, 0, gates, 0, n, 0.1f, 0.9f, 0.1f, 0, 1e-7f, 0.1f));
        print("lion", n -> k.optimizers().lion(w, 0, X, 0, v, 0, n, 0.1f, 0.9f, 0.99f, 0.1f));
    }

    private static void doubles(DoubleKernels k) throws ReflectiveOperationException {
        double[] x = new double[128];
        double[] y = new double[128];
        double[] z = new double[128 * 128];
        print("double dot", n -> z[0] = k.dot(x, 0, y, 0, n));
        print("double axpy", n -> k.axpy(2, x, 0, y, 0, n));
        print("double scale", n -> k.scale(2, x, 0, n));
        print("double combine", n -> k.combine(2, x, 0, n % 2, y, 0, z, 0, n));
        print("double sum", n -> z[0] = k.sum(x, 0, n));
        print("double maxAbs", n -> z[0] = k.maxAbs(x, 0, n));
        print("double firstNonFinite", n -> z[0] = k.firstNonFinite(x, 0, n));
        print("double rotate", n -> k.rotate(x, 0, y, 0, 0.6, 0.8, n));
        print("double poles", n -> k.poles(n, n % 2 == 0, x, y, 0, 1000, 0.5, z, 0, z, 300));
    }

    private static void triangular(TriangularKernels k) throws ReflectiveOperationException {
        float[] floats = new float[128 * 128];
        double[] doubles = new double[128 * 128];
        print("float symv", n -> k.symv(n % 2 == 0, n, n, floats, 0, 128, X, 0, Y, 0));
        print("double symv", n -> k.symv(n % 2 == 0, n, n, doubles, 0, 128, doubles, 0, doubles, 128));
        print("float solve", n -> k.solve(20, n, n % 2 == 0, floats, 0, 128, 1, floats, 128 * 64, 128));
        print("double solve", n -> k.solve(20, n, n % 2 == 0, doubles, 0, 128, 1, doubles, 128 * 64, 128));
    }

    private static void windows(WindowKernels k) throws ReflectiveOperationException {
        int[] taps = {0, 1, 2, 3};
        print("window products", n -> k.products(11, n / 4, 4, Z, taps, 30, X, taps, Y, 0, 0, SUMS, 0, 20));
        print("window products added", n -> k.products(11, n / 4, 4, Z, taps, 30, X, taps, SUMS, 0, 20, SUMS, 0, 20));
        int[] row = {0, 30, 60};
        print("window products of a row", n -> k.products(11, n / 4, 3, Z, row, 30, X, taps, Y, 0, 0, SUMS, 0, 20));
        print("window weightGradient", n -> k.weightGradient(11, n / 2, 4, Z, taps, 30, SUMS, 0, 18, Y, taps));
        print("window largest", n -> k.largest(6, n / 4, 4, Z, taps, 30, SUMS, 0, 30));
        print("window largestGradient", n -> k.largestGradient(6, n / 4, 4, Z, taps, 30, SUMS, 0, 30, SUMS, n % 2, Z));
    }

    private static void convolutions(ConvolutionKernels k) throws ReflectiveOperationException {
        float[] a = new float[2048];
        float[] b = new float[128 * k.tileColumns()];
        float[] c = new float[1024];
        int[] steps = new int[128];
        int wide = k.tileColumns();
        for (int rows = 4; rows <= k.tileRows(); rows += 4) {
            int height = rows;
            print("pixels " + rows, n -> k.pixels(height, n % 2 == 0 ? wide : wide / 2, n, a, 0, steps, 0, b, 0, c, 0, wide));
            print("newPixels " + rows, n -> k.newPixels(height, n % 2 == 0 ? wide : wide / 2, n, a, 0, steps, 0, b, 0, c, 0, wide));
            print("neighbours " + rows, n -> k.neighbours(height, n % 2 == 0 ? wide : wide / 2, n, a, 0, steps, 0, b, 0, c, 0, wide));
        }
        print("outer", n -> k.outer(n % 2 == 0 ? 48 : 32, n % 32, a, 0, b, 0, 16 * 32, c, 0, 48));
        print("spread", n -> k.spread(a, 0, 4, 5, n, c, 0, 96));
        print("finish", n -> k.finish(3, n, a, 0, 128, 0, n % 2, c, 0, 128));
    }

    private static void winograd(WinogradKernels k) throws ReflectiveOperationException {
        float[] a = new float[1024];
        float[] b = new float[1024];
        float[] scratch = new float[WinogradKernels.SCRATCH];
        print("winograd ofPixels", n -> k.ofPixels(a, n, 96, 16, b, n, 96, 16, scratch, 0));
        print("winograd toPixels", n -> k.toPixels(a, n, 96, 16, b, n, 96, 16, scratch, 0));
        print("winograd toPlaces", n -> k.toPlaces(a, n, 96, 16, X, 0, 0, b, n, 96, 16, scratch, 0));
        print("winograd ofPlaces", n -> k.ofPlaces(a, n, 96, 16, b, n, 96, 16, scratch, 0));
        print("winograd ofTaps", n -> k.ofTaps(a, n, 96, 16, b, n, 96, 16, scratch, 0));
        print("winograd toTaps", n -> k.toTaps(a, n, 96, 16, b, n, 96, 16, scratch, 0));
    }

    private static void products(ProductKernels k) throws ReflectiveOperationException {
        float[] a = new float[256 * 128], c = new float[256 * 128];
        double[] da = new double[256 * 128], dc = new double[256 * 128];
        int columns = k.floatTileColumns(), doubleColumns = k.doubleTileColumns();
        for (int rows : new int[] {1, 2, 3, 4, 7, 13}) {
            print("float tiles of rows " + rows, n -> k.tiles(rows, n, 9, 2, a, 0, 12, 1, a, 0, 128, n % 2, c, 4096, 128, c, 0));
            print("float tiles of columns " + rows, n -> k.tiles(rows, n, 9, 1, a, 0, 1, 12, a, 0, 128, n % 2, c, 4096, 128, c, 0));
            print("float narrow tiles " + rows, n -> k.tiles(rows, n / 9, 9, 1, a, 0, 1, 16, a, 0, 32, n % 2, c, 4096, 128, c, 0));
            print("double tiles of rows " + rows, n -> k.tiles(rows, n, 9, 2, da, 0, 12, 1, da, 0, 128, n % 2, dc, 4096, 128, dc, 0));
            print("double tiles of columns " + rows, n -> k.tiles(rows, n, 9, 1, da, 0, 1, 12, da, 0, 128, n % 2, dc, 4096, 128, dc, 0));
            print("double narrow tiles " + rows, n -> k.tiles(rows, n / 9, 9, 1, da, 0, 1, 16, da, 0, 32, n % 2, dc, 4096, 128, dc, 0));
            print("float panels " + rows, n -> k.panels(rows, n, n % 9, n % 3 - 1, a, 0, a, 0, 9 * columns, columns, n % 2, c, 4096, 128, c, 0));
            print("double panels " + rows, n -> k.panels(rows, n, n % 9, n % 3 - 1, da, 0, da, 0, 9 * doubleColumns, doubleColumns, n % 2, dc, 4096, 128, dc, 0));
            print("float dots " + rows, n -> k.dots(rows, n % 7, n, 2, a, 0, 128, a, 0, 128, n % 2, c, 0, 8, 1, c, 4096));
            print("double dots " + rows, n -> k.dots(rows, n % 7, n, 2, da, 0, 128, da, 0, 128, n % 2, dc, 0, 8, 1, dc, 4096));
        }
        print("float pack", n -> k.pack(a, 0, n % 2 == 0 ? 1 : 16, n % 2 == 0 ? 128 : 1, 30, 16, columns, c, 0));
        print("double pack", n -> k.pack(da, 0, n % 2 == 0 ? 1 : 16, n % 2 == 0 ? 128 : 1, 30, 16, doubleColumns, dc, 0));
    }

    private interface Call {
        void of(int n);
    }

    private static void print(String name, Call call) throws ReflectiveOperationException {
        for (int i = 0; i < WARM_UP; i++) call.of(size(i));
        long least = Long.MAX_VALUE;                                 // the compiler itself may come in between
        for (int batch = 0; batch < BATCHES; batch++) {
            long before = allocated();
            for (int i = 0; i < CALLS; i++) call.of(size(i));
            least = Math.min(least, allocated() - before);
        }
        IO.println(name + ": " + least / CALLS);
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
