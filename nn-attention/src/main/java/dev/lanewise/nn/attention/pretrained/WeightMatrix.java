package dev.lanewise.nn.attention.pretrained;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.GemvKernels;

/// A matrix `[outputs, inputs]` that vectors are multiplied with, `y = W · x`: its rows stand one after the other, in one of the [formats][WeightFormat].
///
/// One vector goes through the rows as they come from memory; many are multiplied as a matrix, a panel of rows at a time where those have to
/// be widened first.
sealed interface WeightMatrix {

    int GRAIN = 1 << 15;                                       // elements that are worth a task of their own
    int FEW = 8;                                               // vectors that a panel is read for once each, out of the cache
    int PANEL = 128;                                           // rows

    int outputs();

    int inputs();

    /// What is read of memory to multiply with it.
    long bytes();

    /// The inner products of rows `from … to` with one vector.
    void products(GemvKernels kernels, int from, int to, float[] x, int xFrom, float[] y, int yFrom);

    /// Writes a row as float32.
    void row(int row, float[] to, int at);

    /// `y = x · Wᵀ` for `count` vectors x `[inputs]`, one after the other; y is `[count, outputs]`.
    default void multiply(Backend backend, int count, float[] x, float[] y, Buffers buffers) {
        if (count > FEW) multiplyMany(backend, count, x, y, buffers);
        else multiplyFew(backend, count, x, y);
    }

    /// One vector takes all rows of a task at once; several take them in panels, which stay in the cache.
    private void multiplyFew(Backend backend, int count, float[] x, float[] y) {
        GemvKernels kernels = backend.kernels().gemv();
        int outputs = outputs(), inputs = inputs(), grain = Math.ceilDiv(Math.max(1, GRAIN / inputs), 4) * 4;
        backend.parallel(outputs, grain, (from, to) -> {
            int panel = count == 1 ? to - from : grain;
            for (int first = from; first < to; first += panel) {
                int end = Math.min(to, first + panel);
                for (int i = 0; i < count; i++) products(kernels, first, end, x, i * inputs, y, i * outputs + first);
            }
        });
    }

    private void multiplyMany(Backend backend, int count, float[] x, float[] y, Buffers buffers) {
        int outputs = outputs(), inputs = inputs();
        if (this instanceof Floats floats) {
            backend.gemm(false, true, count, outputs, inputs, 1f, x, 0, inputs, floats.values, 0, inputs, 0f, y, 0, outputs);
            return;
        }
        float[] panel = buffers.panel(PANEL * inputs);
        for (int first = 0; first < outputs; first += PANEL) {
            int start = first, rows = Math.min(PANEL, outputs - first);
            backend.parallel(rows, 4, (from, to) -> { for (int i = from; i < to; i++) row(start + i, panel, i * inputs); });
            backend.gemm(false, true, count, rows, inputs, 1f, x, 0, inputs, panel, 0, inputs, 0f, y, start, outputs);
        }
    }

    /// @param values `[outputs, inputs]`, not copied
    static WeightMatrix of(WeightFormat format, int outputs, int inputs, float[] values) {
        return switch (format) {
            case FLOAT32 -> new Floats(outputs, inputs, values);
            case BFLOAT16 -> BFloats.of(outputs, inputs, values);
            case INT8 -> Bytes.of(outputs, inputs, values);
        };
    }

    /// float32.
    record Floats(int outputs, int inputs, float[] values) implements WeightMatrix {

        @Override public long bytes() { return 4L * outputs * inputs; }

        @Override public void products(GemvKernels kernels, int from, int to, float[] x, int xFrom, float[] y, int yFrom) {
            kernels.gemv(to - from, inputs, values, from * inputs, inputs, x, xFrom, y, yFrom);
        }

        @Override public void row(int row, float[] to, int at) { System.arraycopy(values, row * inputs, to, at, inputs); }
    }

    /// bfloat16.
    record BFloats(int outputs, int inputs, short[] values) implements WeightMatrix {

        static BFloats of(int outputs, int inputs, float[] values) {
            short[] narrow = new short[values.length];
            for (int i = 0; i < narrow.length; i++) narrow[i] = nearest(values[i]);
            return new BFloats(outputs, inputs, narrow);
        }

        /// The nearest bfloat16 of a finite number, the even one of two.
        static short nearest(float value) {
            int bits = Float.floatToRawIntBits(value);
            return (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
        }

        @Override public long bytes() { return 2L * outputs * inputs; }

        @Override public void products(GemvKernels kernels, int from, int to, float[] x, int xFrom, float[] y, int yFrom) {
            kernels.gemv(to - from, inputs, values, from * inputs, inputs, x, xFrom, y, yFrom);
        }

        @Override public void row(int row, float[] to, int at) {
            for (int i = 0; i < inputs; i++) to[at + i] = Float.intBitsToFloat(values[row * inputs + i] << 16);
        }
    }

    /// Bytes with a scale for each row.
    record Bytes(int outputs, int inputs, byte[] values, float[] scales) implements WeightMatrix {

        private static final float LARGEST = 127;

        static Bytes of(int outputs, int inputs, float[] values) {
            byte[] bytes = new byte[values.length];
            float[] scales = new float[outputs];
            for (int row = 0; row < outputs; row++) {
                float largest = 0;
                for (int i = row * inputs; i < (row + 1) * inputs; i++) largest = Math.max(largest, Math.abs(values[i]));
                scales[row] = largest / LARGEST;
                double inverse = largest == 0 ? 0 : (double) LARGEST / largest;
                for (int i = row * inputs; i < (row + 1) * inputs; i++) bytes[i] = (byte) Math.rint(values[i] * inverse);
            }
            return new Bytes(outputs, inputs, bytes, scales);
        }

        @Override public long bytes() { return (long) outputs * inputs + 4L * outputs; }

        @Override public void products(GemvKernels kernels, int from, int to, float[] x, int xFrom, float[] y, int yFrom) {
            kernels.gemv(to - from, inputs, values, from * inputs, inputs, scales, from, x, xFrom, y, yFrom);
        }

        @Override public void row(int row, float[] to, int at) {
            for (int i = 0; i < inputs; i++) to[at + i] = values[row * inputs + i] * scales[row];
        }
    }
}
