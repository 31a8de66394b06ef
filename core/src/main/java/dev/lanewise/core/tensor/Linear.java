package dev.lanewise.core.tensor;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ElementFunction;
import dev.lanewise.linalg.kernel.ElementKernels;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The fused fully connected step `y = f(x · weight + bias)`.
///
/// | operand | shape               |
/// |---------|---------------------|
/// | x       | `[…, features]`     |
/// | weight  | `[features, units]` |
/// | bias    | `[units]`           |
/// | result  | `[…, units]`        |
///
/// With `dz = dy · f'`: `dx = dz · weightᵀ`, `dWeight = xᵀ · dz`, `dBias = Σ dz` over all rows.
public final class Linear {

    private Linear() { }

    public static Tensor linear(Tensor x, Tensor weight, Optional<Tensor> bias, Activation activation) {
        requireWeight(x, weight);
        int units = weight.shape().last();
        if (bias.isPresent()) requireBias(bias.get().shape(), units);
        Tape tape = bias.isPresent() ? Tapes.of(x, weight, bias.get()) : Tapes.of(x, weight);
        Backend backend = tape.backend();
        int k = x.shape().last(), n = units, m = k == 0 ? x.shape().withoutLast().size() : x.size() / k;

        Tensor y = bias.isPresent() ? tape.result(x.shape().withLast(n), x, weight, bias.get()) : tape.result(x.shape().withLast(n), x, weight);
        float[] z = activation.gradientFromOutput() ? y.data() : tape.scratch(m * n);              // [m, n]
        float[] shift = bias.isPresent() ? bias.get().data() : new float[0];
        if (activation.gradientFromOutput()) {
            backend.affine(false, false, m, n, k, 1, x.data(), 0, k, weight.data(), 0, n, shift, 0, activation.function(), z, 0, n);
        } else {
            backend.affine(false, false, m, n, k, 1, x.data(), 0, k, weight.data(), 0, n, shift, 0, ElementFunction.IDENTITY, z, 0, n);
            ElementKernels kernels = backend.kernels().elements();
            backend.parallel(m * n, Elementwise.GRAIN, (from, to) -> kernels.map(activation.function(), z, from, y.data(), from, to - from));
        }

        tape.activated(activation.function(), y);
        tape.record(y, () -> backward(x, weight, bias, activation, y, z, m, n, k));
        return y;
    }

    /// `y = residual + x · weight + bias`, where the product adds to what stands there.
    public static Tensor onto(Tensor residual, Tensor x, Tensor weight, Optional<Tensor> bias) {
        requireWeight(x, weight);
        int units = weight.shape().last();
        if (!residual.shape().equals(x.shape().withLast(units))) throw ShapeException.expected("Linear", "a residual " + x.shape().withLast(units), residual.shape());
        if (bias.isPresent()) requireBias(bias.get().shape(), units);
        List<Tensor> operands = Stream.concat(Stream.of(residual, x, weight), bias.stream()).toList();
        Tape tape = Tapes.of(operands);
        Backend backend = tape.backend();
        int k = x.shape().last(), n = units, m = x.shape().withoutLast().size();

        Tensor y = tape.result(residual.shape(), operands.toArray(Tensor[]::new));
        ElementKernels kernels = backend.kernels().elements();
        System.arraycopy(residual.data(), 0, y.data(), 0, m * n);
        backend.gemm(false, false, m, n, k, 1, x.data(), 0, k, weight.data(), 0, n, 1, y.data(), 0, n);
        for (int i = 0; bias.isPresent() && i < m; i++) kernels.add(y.data(), i * n, bias.get().data(), 0, y.data(), i * n, n);

        tape.record(y, () -> {
            backward(x, weight, bias, Activation.IDENTITY, y, y.data(), m, n, k);
            if (residual.isTracked()) addTo(residual, y.gradient());
        });
        return y;
    }

    private static void addTo(Tensor to, float[] dy) {
        Backend backend = to.tape().backend();
        float beta = to.openGradient();
        float[] gradient = to.gradient();
        backend.parallel(to.size(), Elementwise.GRAIN, (from, end) -> backend.kernels().elements().axpby(1, dy, from, beta, gradient, from, end - from));
    }

    private static void requireWeight(Tensor x, Tensor weight) {
        if (weight.shape().rank() == 2 && x.shape().rank() >= 1 && x.shape().last() == weight.shape().extent(0)) return;
        throw new ShapeException("Linear: expected input […, features] and weight [features, units], but got " + x.shape() + " and " + weight.shape());
    }

    private static void requireBias(Shape bias, int units) {
        if (bias.rank() != 1 || bias.last() != units) throw ShapeException.expected("Linear", "a bias [" + units + "]", bias);
    }

    private static void backward(Tensor x, Tensor weight, Optional<Tensor> bias, Activation activation, Tensor y, float[] z, int m, int n, int k) {
        Backend backend = y.tape().backend();
        ElementKernels kernels = backend.kernels().elements();
        float[] dz = y.gradient();
        if (activation.function() != ElementFunction.IDENTITY) {
            backend.parallel(m * n, Elementwise.GRAIN, (from, to) ->
                    kernels.mapGradient(activation.function(), z, from, y.data(), from, dz, from, 0, dz, from, to - from));
        }
        if (weight.isTracked()) {
            float beta = weight.openGradient();
            backend.gemm(true, false, k, n, m, 1, x.data(), 0, k, dz, 0, n, beta, weight.gradient(), 0, n);
        }
        if (bias.isPresent() && bias.get().isTracked()) ColumnSums.addRows(backend, dz, m, n, bias.get().addableGradient());
        if (x.isTracked()) {
            float beta = x.openGradient();
            backend.gemm(false, true, m, k, n, 1, dz, 0, n, weight.data(), 0, n, beta, x.gradient(), 0, k);
        }
    }
}
