package dev.lanewise.linalg;

import dev.lanewise.linalg.kernel.ElementFunction;
import dev.lanewise.linalg.kernel.Kernels;
import dev.lanewise.linalg.kernel.WinogradKernels;
import java.util.Arrays;
import java.util.Random;

/// Runs every kind of kernel and condenses the bits of all results; a program of its own, to be started with other options of the JVM.
final class BitsOfEverything {

    private BitsOfEverything() {
    }

    public static void main(String[] arguments) {
        IO.println(of(Backend.of(1)));
    }

    static String of(Backend backend) {
        Kernels kernels = backend.kernels();
        float[] x = new float[1003];
        var random = new Random(5);
        for (int i = 0; i < x.length; i++) x[i] = (random.nextFloat() - 0.5f) * (i % 3 == 0 ? 200 : 10);
        return kernels.name() + " " + Integer.toHexString(Arrays.hashCode(
                new int[] {functions(kernels, x), rows(kernels, x), products(backend, x), triangular(backend, x), vectorProducts(kernels, x), decompositions(backend)}));
    }

    private static int functions(Kernels kernels, float[] x) {
        float[] y = new float[x.length];
        float[] dx = new float[x.length];
        int bits = 0;
        for (ElementFunction f : ElementFunction.values()) {
            kernels.elements().map(f, x, 0, y, 0, x.length);
            kernels.elements().mapGradient(f, x, 0, y, 0, x, 0, 0.5f, dx, 0, x.length);
            bits = 31 * (31 * bits + Arrays.hashCode(y)) + Arrays.hashCode(dx);
        }
        return bits;
    }

    private static int rows(Kernels kernels, float[] x) {
        float[] y = new float[x.length];
        kernels.rows().softmax(x, 0, y, 0, 333);
        kernels.rows().layerNorm(x, 0, y, 0, y, 0, 1e-5f, y, 333, y, 700, 333);
        y[1000] = kernels.elements().dot(x, 1, x, 0, 1001);
        y[1001] = (float) kernels.elements().sum(x, 0, 1003);
        return Arrays.hashCode(y);
    }

    private static int products(Backend backend, float[] x) {
        float[] c = new float[31 * 33 + 3 * 33];
        backend.gemm(false, false, 31, 33, 30, 1f, x, 0, 30, x, 0, 33, 0f, c, 0, 33);
        backend.gemm(false, true, 3, 33, 30, 1f, x, 0, 30, x, 0, 30, 0f, c, 31 * 33, 33);
        return Arrays.hashCode(c);
    }

    private static int triangular(Backend backend, float[] x) {
        float[] a = new float[400];
        float[] b = x.clone();
        float[] y = new float[31];
        backend.kernels().elements().affine(0.002f, x, 0, 0, a, 0, a.length);
        backend.trsm(Side.LEFT, Triangle.LOWER, false, Diagonal.UNIT, 20, 37, 0.5f, a, 0, 20, b, 0, 37);
        backend.trmm(Side.RIGHT, Triangle.UPPER, false, Diagonal.STORED, 37, 20, 0.5f, a, 0, 20, b, 0, 20);
        backend.symv(Triangle.LOWER, 31, 1f, x, 0, 31, x, 10, 0f, y, 0);
        return 31 * Arrays.hashCode(b) + Arrays.hashCode(y);
    }

    private static int vectorProducts(Kernels kernels, float[] x) {
        float[] y = new float[30];
        short[] shorts = new short[x.length];
        byte[] bytes = new byte[x.length];
        for (int i = 0; i < x.length; i++) {
            shorts[i] = (short) (Float.floatToRawIntBits(x[i]) >>> 16);
            bytes[i] = (byte) x[i];
        }
        kernels.gemv().gemv(10, 99, x, 0, 100, x, 1, y, 0);
        kernels.gemv().gemv(10, 99, shorts, 0, 100, x, 1, y, 10);
        kernels.gemv().gemv(10, 99, bytes, 0, 100, x, 7, x, 1, y, 20);
        return Arrays.hashCode(y);
    }

    private static int convolutions(Kernels kernels, float[] x) {
        int wide = kernels.convolutions().tileColumns();
        int[] steps = new int[20];
        for (int i = 0; i < steps.length; i++) steps[i] = 37 * i % 50;
        float[] c = new float[4 * wide];
        kernels.convolutions().pixels(4, wide, 20, x, 1, steps, 0, x, 7, c, 0, wide);
        kernels.convolutions().neighbours(4, wide / 2, 20, x, 1, steps, 0, x, 7, c, 0, wide);
        kernels.convolutions().newPixels(2, wide, 20, x, 2, steps, 0, x, 7, c, 0, wide);
        float[] tile = new float[16 * 48 + WinogradKernels.SCRATCH];
        kernels.convolutions().outer(48, 5, x, 0, x, 3, 90, tile, 0, 48);
        WinogradKernels winograd = kernels.winograd();
        winograd.ofPixels(x, 0, 96, 16, tile, 0, 96, 16, tile, 768);
        winograd.toPixels(tile, 0, 96, 16, tile, 3, 96, 16, tile, 768);
        winograd.toPlaces(tile, 0, 96, 16, x, 0, 0, tile, 0, 64, 16, tile, 768);
        winograd.ofPlaces(tile, 0, 96, 16, tile, 5, 96, 16, tile, 768);
        winograd.toTaps(tile, 0, 96, 16, tile, 0, 96, 16, tile, 768);
        winograd.ofTaps(tile, 0, 96, 16, tile, 0, 96, 16, tile, 768);
        return 31 * Arrays.hashCode(c) + Arrays.hashCode(tile);
    }

    private static int decompositions(Backend backend) {
        Matrix g = Matrix.gaussian(40, 40, 1);
        SymmetricEigen eigen = SymmetricEigen.of(g.plus(g.transpose()), backend);
        SVD svd = SVD.of(Matrix.gaussian(70, 40, 2), backend);
        return Arrays.hashCode(new int[] {eigen.vectors().hashCode(), Arrays.hashCode(eigen.values()), svd.u().hashCode(), svd.v().hashCode()});
    }
}
