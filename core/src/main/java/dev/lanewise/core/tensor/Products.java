package dev.lanewise.core.tensor;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.linalg.Backend;

/// Products of matrices.
final class Products {

    private Products() { }

    /// `z = x · y` or `x · yᵀ` for every matrix in the leading axes, which are broadcast; a `y` of rank 2 serves them all as it is. A vector on the
    /// left is a row, one on the right of `x · y` a column, and that axis disappears.
    static Tensor matmul(Tensor x, Tensor y, boolean transposed) {
        check(x.shape(), y.shape(), transposed);
        if (y.shape().rank() == 1) return Forms.squeeze(matmul(x, Forms.unsqueeze(y, -1), false), -1);
        if (y.shape().rank() == 2 || leading(x.shape()).equals(leading(y.shape()))) return product(x, y, transposed);
        if (x.shape().rank() == 1) return Forms.squeeze(matmul(Forms.unsqueeze(x, 0), y, transposed), -2);
        Shape leading = Broadcast.of("Tensor.matmul", leading(x.shape()), leading(y.shape())).shape();
        return product(Views.expand(x, under(leading, x.shape())), Views.expand(y, under(leading, y.shape())), transposed);
    }

    private static Shape leading(Shape shape) { return shape.rank() < 2 ? Shape.of(-1) : shape.withoutLast().withoutLast(); }

    private static Shape under(Shape leading, Shape matrix) { return leading.withLastAdded(matrix.extent(-2)).withLastAdded(matrix.last()); }

    private static Tensor product(Tensor x, Tensor y, boolean transposed) {
        Tape tape = Tapes.of(x, y);
        Shape shape = x.shape().withLast(y.shape().extent(transposed ? -2 : -1));
        Tensor z = tape.result(shape, x, y);
        Batch batch = Batch.of(x.shape(), y.shape(), shape.last());

        batch.forEach(tape.backend(), (xAt, yAt, zAt) ->
                tape.backend().gemm(false, transposed, batch.m, batch.n, batch.k, 1, x.data(), xAt, batch.k,
                        y.data(), yAt, transposed ? batch.k : batch.n, 0, z.data(), zAt, batch.n));
        tape.record(z, () -> backward(batch, x, y, z, transposed));
        return z;
    }

    /// `dx = dz · yᵀ`, `dy = xᵀ · dz`, or with `yᵀ` in the product `dx = dz · y`, `dy = dzᵀ · x`.
    private static void backward(Batch batch, Tensor x, Tensor y, Tensor z, boolean transposed) {
        Backend backend = z.tape().backend();
        float[] dz = z.gradient();
        int yWidth = transposed ? batch.k : batch.n;
        if (x.isTracked()) {
            float beta = x.openGradient();
            float[] dx = x.gradient();
            batch.forEach(backend, (xAt, yAt, zAt) ->
                    backend.gemm(false, !transposed, batch.m, batch.k, batch.n, 1, dz, zAt, batch.n, y.data(), yAt, yWidth, beta, dx, xAt, batch.k));
        }
        if (y.isTracked()) {
            float beta = y.openGradient();
            float[] dy = y.gradient();
            batch.forEach(backend, (xAt, yAt, zAt) -> {
                if (transposed) backend.gemm(true, false, batch.n, batch.k, batch.m, 1, dz, zAt, batch.n, x.data(), xAt, batch.k, beta, dy, yAt, yWidth);
                else backend.gemm(true, false, batch.k, batch.n, batch.m, 1, x.data(), xAt, batch.k, dz, zAt, batch.n, beta, dy, yAt, yWidth);
            });
        }
    }

    private static void check(Shape x, Shape y, boolean transposed) {
        boolean fits = x.rank() >= 1 && (y.rank() == 1 && !transposed ? x.last() == y.last() : y.rank() >= 2 && x.last() == y.extent(transposed ? -1 : -2));
        if (!fits) {
            throw new ShapeException("Tensor.matmul: expected " + (transposed ? "[…, m, k] and [n, k] or […, n, k]" : "[…, m, k] and [k, n] or […, k, n]")
                    + ", but got " + x + " and " + y);
        }
    }

    /// One product per matrix of `y`: with a `y` of rank 2 all rows of `x` make one tall matrix.
    private record Batch(int count, int m, int n, int k) {

        static Batch of(Shape x, Shape y, int n) {
            int k = x.last();
            if (y.rank() == 2) return new Batch(1, x.withoutLast().size(), n, k);
            return new Batch(x.withoutLast().withoutLast().size(), x.extent(-2), n, k);
        }

        void forEach(Backend backend, OneProduct product) {
            if (count == 1) product.at(0, 0, 0);
            else backend.parallel(count, 1, (from, to) -> {
                for (int i = from; i < to; i++) product.at(i * m * k, i * k * n, i * m * n);
            });
        }
    }

    private interface OneProduct {
        void at(int x, int y, int z);
    }
}
