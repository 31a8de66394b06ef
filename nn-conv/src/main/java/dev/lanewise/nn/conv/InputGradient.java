package dev.lanewise.nn.conv;

import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ProductKernels;
import java.util.ArrayList;
import java.util.List;

/// `dx`: what every place gave its inputs, taken from the side of the inputs, so that none is written twice.
///
/// Inputs whose rows and columns leave the same remainders when divided by the strides are read by the same taps: for each such *phase*, `dx` is a
/// [Correlation] of `dz` with those taps, input and output channels exchanged.
final class InputGradient {

    private final Backend backend;
    private final Geometry geometry;
    private final int out;
    private final float[] dx;
    private final float beta;
    private final float[] packed;
    private final List<Phase> phases;

    /// The inputs from row `top` and column `left` on, in steps of the strides.
    private record Phase(int top, int left, Correlation correlation, int weightFrom, float[] bias) { }

    private InputGradient(Backend backend, Geometry geometry, int out, float[] dx, float beta, float[] packed, List<Phase> phases) {
        this.backend = backend;
        this.geometry = geometry;
        this.out = out;
        this.dx = dx;
        this.beta = beta;
        this.packed = packed;
        this.phases = phases;
    }

    /// Opens the gradient of `x` and packs the weight `[kernel height, kernel width, in, out]`.
    static InputGradient of(Geometry geometry, int out, Backend backend, float[] weight, Tensor x) {
        List<Phase> phases = new ArrayList<>();
        List<Reach[]> reaches = new ArrayList<>();
        int from = Aligned.FROM;
        for (int top = 0; top < geometry.rows().stride(); top++) {
            for (int left = 0; left < geometry.columns().stride(); left++) {
                Reach rows = Reach.backward(geometry.rows(), geometry.height(), top), columns = Reach.backward(geometry.columns(), geometry.width(), left);
                Correlation correlation = new Correlation(backend, rows, columns, geometry.images(), geometry.outputHeight(), geometry.outputWidth(), out, geometry.channels());
                phases.add(new Phase(top, left, correlation, from, correlation.withoutBias()));
                reaches.add(new Reach[] {rows, columns});
                from += correlation.weightSize();
            }
        }
        float[] packed = Aligned.borrow(backend, from);
        for (int i = 0; i < phases.size(); i++) pack(phases.get(i), reaches.get(i)[0], reaches.get(i)[1], geometry, out, backend, weight, packed);
        return new InputGradient(backend, geometry, out, x.gradient(), x.openGradient(), packed, phases);
    }

    /// `[strip of inputs, tap, output channel, input channel]`
    private static void pack(Phase phase, Reach rows, Reach columns, Geometry geometry, int out, Backend backend, float[] weight, float[] packed) {
        ProductKernels products = backend.kernels().products();
        int strip = phase.correlation().tileColumns(), channels = geometry.channels(), depth = phase.correlation().depth();
        backend.parallel(Math.ceilDiv(channels, strip), 1, (begin, end) -> {
            for (int s = begin; s < end; s++) {
                int to = phase.weightFrom() + s * depth * strip, n = Math.min(strip, channels - s * strip);
                for (int row : rows.taps()) {
                    for (int column : columns.taps()) {
                        int from = ((row * geometry.columns().kernel() + column) * channels + s * strip) * out;
                        products.pack(weight, from, out, 1, n, out, strip, packed, to);
                        to += out * strip;
                    }
                }
            }
        });
    }

    /// Adds the images from `first` to `end − 1`.
    void add(float[] dz, int first, int end) {
        int pixel = geometry.channels(), line = geometry.width() * pixel, down = geometry.rows().stride(), right = geometry.columns().stride();
        for (Phase phase : phases) {
            phase.correlation().run(dz, first, end, packed, phase.weightFrom(), phase.bias(), new Correlation.Target(dx, phase.top() * line + phase.left() * pixel,
                    geometry.imageSize(), down * line, right * pixel, beta, Float.NEGATIVE_INFINITY));
        }
    }

    void giveBack() { backend.giveBack(packed); }
}
