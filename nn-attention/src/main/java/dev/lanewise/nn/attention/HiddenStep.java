package dev.lanewise.nn.attention;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.ColumnSums;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.PackedFloats;
import dev.lanewise.linalg.kernel.ElementKernels;
import java.util.Optional;
import java.util.stream.Stream;

/// Both projections of a [FeedForward] and what is added to them as one operation: `y = f(x · up + b) · down + c + residual`.
///
/// Some rows after the others go all the way, so that hidden values stay in a near cache. Only those before the activation are kept for the
/// gradient, which computes the activation again: half of the memory. With `h = f(z)`, `dh = dy · downᵀ` and `dz = dh · f'(z)`:
/// `dDown = hᵀ · dy`, `dUp = xᵀ · dz`, `dx = dz · upᵀ`.
///
/// How many rows go together depends on the width only, so the bits don't depend on the number of threads.
final class HiddenStep {

    private static final int FORWARD = 1 << 18, BACKWARD = 1 << 19;
    private static final int GRAIN = 1 << 14;

    private final Activation activation;
    private final Tensor x;
    private final Optional<Tensor> residual;
    private final Layer up;
    private final Layer down;
    private final Tape tape;
    private final Backend backend;
    private final ElementKernels elements;
    private final int rows;

    /// @param weight `[in, out]`
    /// @param bias `[out]`
    private record Layer(Tensor weight, Optional<Tensor> bias) {

        static Layer of(Projected projected, Tape tape) { return new Layer(tape.weight(projected.weight()), projected.bias().map(tape::weight)); }

        int in() { return weight.shape().extent(0); }

        int out() { return weight.shape().last(); }

        float[] storage(Tape tape) { return tape.scratch(tape.backend().packedFloats(in(), out())); }

        float[] transposedStorage(Tape tape) { return tape.scratch(tape.backend().packedFloats(out(), in())); }

        PackedFloats packed(Backend backend, float[] storage) { return backend.pack(false, in(), out(), weight.data(), 0, out(), storage); }

        PackedFloats transposed(Backend backend, float[] storage) { return backend.pack(true, out(), in(), weight.data(), 0, out(), storage); }

        Stream<Tensor> tensors() { return Stream.concat(Stream.of(weight), bias.stream()); }
    }

    HiddenStep(Activation activation, Tensor x, Optional<Tensor> residual, Projected up, Projected down) {
        this.activation = activation;
        this.x = x;
        this.residual = residual;
        this.tape = Tape.of(Stream.concat(Stream.of(x), residual.stream()).toArray(Tensor[]::new));
        this.up = Layer.of(up, tape);
        this.down = Layer.of(down, tape);
        this.backend = tape.backend();
        this.elements = backend.kernels().elements();
        this.rows = x.size() / this.up.in();
    }

    Tensor forward() {
        Shape shape = x.shape().withLast(down.out());
        Tensor y = tape.result(shape, Stream.of(Stream.of(x), residual.stream(), up.tensors(), down.tensors()).flatMap(s -> s).toArray(Tensor[]::new));
        float[] upStorage = up.storage(tape), downStorage = down.storage(tape);
        PackedFloats packedUp = up.packed(backend, upStorage), packedDown = down.packed(backend, downStorage);
        int block = block(FORWARD), hidden = up.out();
        float[] z = tape.scratch(y.isTracked() ? rows * hidden : block * hidden), h = tape.scratch(block * hidden);
        for (int row = 0; row < rows; row += block) {
            int n = Math.min(block, rows - row), zAt = y.isTracked() ? row * hidden : 0;
            backend.gemm(false, n, 1, x.data(), row * up.in(), up.in(), packedUp, 0, z, zAt, hidden);
            shift(up.bias, z, zAt, n);
            backend.parallel(n * hidden, GRAIN, (from, to) -> elements.map(activation.function(), z, zAt + from, h, from, to - from));
            int at = row * down.out();
            residual.ifPresent(added -> System.arraycopy(added.data(), at, y.data(), at, n * down.out()));
            backend.gemm(false, n, 1, h, 0, hidden, packedDown, residual.isPresent() ? 1 : 0, y.data(), at, down.out());
            shift(down.bias, y.data(), at, n);
        }
        for (float[] scratch : new float[][] {h, upStorage, downStorage}) tape.giveBack(scratch);
        if (y.isTracked()) tape.record(y, () -> backward(y, z));
        else tape.giveBack(z);
        return y;
    }

    /// Adds a bias to rows.
    private void shift(Optional<Tensor> bias, float[] to, int at, int n) {
        if (bias.isEmpty()) return;
        int width = bias.get().size();
        backend.parallel(n, Math.max(1, GRAIN / width), (from, end) -> {
            for (int i = from; i < end; i++) elements.add(to, at + i * width, bias.get().data(), 0, to, at + i * width, width);
        });
    }

    private int block(int elements) { return Math.clamp(elements / up.out() / 12 * 12, 48, Math.max(48, rows)); }

    private void backward(Tensor y, float[] z) {
        float[] upStorage = up.transposedStorage(tape), downStorage = down.transposedStorage(tape);
        PackedFloats upTransposed = up.transposed(backend, upStorage), downTransposed = down.transposed(backend, downStorage);
        int block = block(BACKWARD), hidden = up.out(), in = up.in(), out = down.out();
        float[] dy = y.gradient(), h = tape.scratch(block * hidden), dz = tape.scratch(block * hidden);
        float betaX = x.isTracked() ? x.openGradient() : 0;
        for (int row = 0; row < rows; row += block) {
            int n = Math.min(block, rows - row), zAt = row * hidden, at = row * out, xAt = row * in;
            backend.gemm(false, n, 1, dy, at, out, downTransposed, 0, dz, 0, hidden);
            backend.parallel(n * hidden, GRAIN, (from, to) -> {
                elements.map(activation.function(), z, zAt + from, h, from, to - from);
                elements.mapGradient(activation.function(), z, zAt + from, h, from, dz, from, 0, dz, from, to - from);
            });
            weigh(down, h, 0, dy, at, n);
            weigh(up, x.data(), xAt, dz, 0, n);
            up.bias.filter(Tensor::isTracked).ifPresent(bias -> ColumnSums.addRows(backend, dz, n, hidden, bias.addableGradient()));
            if (x.isTracked()) backend.gemm(false, n, 1, dz, 0, hidden, upTransposed, betaX, x.gradient(), xAt, in);
        }
        down.bias.filter(Tensor::isTracked).ifPresent(bias -> ColumnSums.addRows(backend, dy, rows, out, bias.addableGradient()));
        residual.filter(Tensor::isTracked).ifPresent(added -> add(dy, added));
        for (float[] scratch : new float[][] {h, dz, z, upStorage, downStorage}) tape.giveBack(scratch);
    }

    /// The share of some rows in the gradients of a projection.
    private void weigh(Layer layer, float[] x, int xAt, float[] dz, int zAt, int n) {
        if (!layer.weight.isTracked()) return;
        float beta = layer.weight.openGradient();
        backend.gemm(true, false, layer.in(), layer.out(), n, 1, x, xAt, layer.in(), dz, zAt, layer.out(), beta, layer.weight.gradient(), 0, layer.out());
    }

    private void add(float[] dy, Tensor to) {
        float beta = to.openGradient();
        float[] gradient = to.gradient();
        backend.parallel(to.size(), GRAIN, (from, end) -> elements.axpby(1, dy, from, beta, gradient, from, end - from));
    }
}
