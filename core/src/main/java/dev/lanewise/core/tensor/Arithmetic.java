package dev.lanewise.core.tensor;

import dev.lanewise.linalg.kernel.ElementKernels;

/// `x + y`, `x − y`, `x · y`, `x / y` element by element, with broadcasting.
final class Arithmetic {

    /// One operation over a contiguous row, and the rows that its gradient adds to `dx` and `dy`.
    private interface Operation {
        void forward(ElementKernels kernels, float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n);

        /// `r = ∂L/∂x`
        void left(ElementKernels kernels, float[] dz, int zAt, float[] y, int yAt, float[] r, int n);

        /// `r = ∂L/∂y`
        void right(ElementKernels kernels, float[] dz, int zAt, float[] x, int xAt, float[] y, int yAt, float[] r, int n);
    }

    private static final Operation PLUS = new Operation() {
        @Override public void forward(ElementKernels k, float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) { k.add(x, xAt, y, yAt, z, zAt, n); }

        @Override public void left(ElementKernels k, float[] dz, int zAt, float[] y, int yAt, float[] r, int n) { System.arraycopy(dz, zAt, r, 0, n); }

        @Override public void right(ElementKernels k, float[] dz, int zAt, float[] x, int xAt, float[] y, int yAt, float[] r, int n) { System.arraycopy(dz, zAt, r, 0, n); }
    };

    private static final Operation MINUS = new Operation() {
        @Override public void forward(ElementKernels k, float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) { k.subtract(x, xAt, y, yAt, z, zAt, n); }

        @Override public void left(ElementKernels k, float[] dz, int zAt, float[] y, int yAt, float[] r, int n) { System.arraycopy(dz, zAt, r, 0, n); }

        @Override public void right(ElementKernels k, float[] dz, int zAt, float[] x, int xAt, float[] y, int yAt, float[] r, int n) { k.axpby(-1, dz, zAt, 0, r, 0, n); }
    };

    private static final Operation TIMES = new Operation() {
        @Override public void forward(ElementKernels k, float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) { k.multiply(x, xAt, y, yAt, 0, z, zAt, n); }

        @Override public void left(ElementKernels k, float[] dz, int zAt, float[] y, int yAt, float[] r, int n) { k.multiply(dz, zAt, y, yAt, 0, r, 0, n); }

        @Override public void right(ElementKernels k, float[] dz, int zAt, float[] x, int xAt, float[] y, int yAt, float[] r, int n) { k.multiply(dz, zAt, x, xAt, 0, r, 0, n); }
    };

    private static final Operation DIVIDED_BY = new Operation() {
        @Override public void forward(ElementKernels k, float[] x, int xAt, float[] y, int yAt, float[] z, int zAt, int n) { k.divide(x, xAt, y, yAt, z, zAt, n); }

        @Override public void left(ElementKernels k, float[] dz, int zAt, float[] y, int yAt, float[] r, int n) { k.divide(dz, zAt, y, yAt, r, 0, n); }

        @Override public void right(ElementKernels k, float[] dz, int zAt, float[] x, int xAt, float[] y, int yAt, float[] r, int n) {
            k.divide(dz, zAt, y, yAt, r, 0, n);                     // −dz · x / y²
            k.divide(r, 0, y, yAt, r, 0, n);
            k.multiply(r, 0, x, xAt, 0, r, 0, n);
            k.axpby(-1, r, 0, 0, r, 0, n);
        }
    };

    private Arithmetic() { }

    static Tensor plus(Tensor x, Tensor y) { return apply(PLUS, "plus", x, y); }

    static Tensor minus(Tensor x, Tensor y) { return apply(MINUS, "minus", x, y); }

    static Tensor times(Tensor x, Tensor y) { return apply(TIMES, "times", x, y); }

    static Tensor dividedBy(Tensor x, Tensor y) { return apply(DIVIDED_BY, "dividedBy", x, y); }

    private static Tensor apply(Operation operation, String name, Tensor x, Tensor y) {
        Tape tape = Tapes.of(x, y);
        ElementKernels kernels = tape.backend().kernels().elements();
        Broadcast plan = Broadcast.of("Tensor." + name, x.shape(), y.shape());
        int xStep = plan.xStep(), yStep = plan.yStep();
        Tensor z = tape.result(plan.shape(), x, y);

        float[] xRow = tape.scratch(Broadcast.PIECE), yRow = tape.scratch(Broadcast.PIECE);
        plan.forEachRow((xAt, yAt, zAt, n) -> operation.forward(kernels,
                Broadcast.row(x.data(), xAt, xStep, xRow, n), xStep * xAt,
                Broadcast.row(y.data(), yAt, yStep, yRow, n), yStep * yAt,
                z.data(), zAt, n));
        tape.giveBack(xRow);
        tape.giveBack(yRow);

        tape.record(z, () -> backward(operation, plan, x, y, z));
        return z;
    }

    private static void backward(Operation operation, Broadcast plan, Tensor x, Tensor y, Tensor z) {
        Tape tape = z.tape();
        ElementKernels kernels = tape.backend().kernels().elements();
        int xStep = plan.xStep(), yStep = plan.yStep();
        float[] xRow = tape.scratch(Broadcast.PIECE), yRow = tape.scratch(Broadcast.PIECE), r = tape.scratch(Broadcast.PIECE);
        float[] dz = z.gradient();
        if (x.isTracked()) {
            float[] dx = x.addableGradient();
            plan.forEachRow((xAt, yAt, zAt, n) -> {
                operation.left(kernels, dz, zAt, Broadcast.row(y.data(), yAt, yStep, yRow, n), yStep * yAt, r, n);
                accumulate(kernels, r, n, xStep, dx, xAt);
            });
        }
        if (y.isTracked()) {
            float[] dy = y.addableGradient();
            plan.forEachRow((xAt, yAt, zAt, n) -> {
                operation.right(kernels, dz, zAt, Broadcast.row(x.data(), xAt, xStep, xRow, n), xStep * xAt,
                        Broadcast.row(y.data(), yAt, yStep, yRow, n), yStep * yAt, r, n);
                accumulate(kernels, r, n, yStep, dy, yAt);
            });
        }
        tape.giveBack(xRow);
        tape.giveBack(yRow);
        tape.giveBack(r);
    }

    private static void accumulate(ElementKernels kernels, float[] r, int n, int step, float[] gradient, int at) {
        if (step == 1) kernels.axpby(1, r, 0, 1, gradient, at, n);
        else gradient[at] += (float) kernels.sum(r, 0, n);
    }
}
