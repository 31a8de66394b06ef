package dev.lanewise.nn.conv;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ElementKernels;
import java.util.Arrays;

/// Outputs along an axis that are weighted sums of inputs along it: means over parts, nearest, linear and cubic interpolation are all of this kind.
final class Resampling {

    /// Multiplications that are worth a second thread.
    private static final int GRAIN = 1 << 15;

    private Resampling() { }

    /// Down images `[batch, height, width, channels]`, then across them.
    static Tensor of(Tensor x, Taps rows, Taps columns) { return along(along(x, 1, rows), 2, columns); }

    /// `y[…, o, …] = Σ weight · x[…, place, …]` over the taps of output `o`; `dx` is the same with the transposed taps.
    static Tensor along(Tensor x, int axis, Taps taps) {
        Shape shape = x.shape();
        int inner = 1;
        for (int i = axis + 1; i < shape.rank(); i++) inner *= shape.extent(i);
        Tape tape = x.tape();
        Tensor y = tape.result(with(shape, axis, taps.outputs()), x);
        int line = inner;
        mix(tape.backend(), taps, line, x.data(), 0, y.data(), y.size());
        tape.record(y, () -> mix(tape.backend(), taps.transposed(), line, y.gradient(), x.openGradient(), x.gradient(), x.size()));
        return y;
    }

    private static Shape with(Shape shape, int axis, int extent) {
        int[] extents = new int[shape.rank()];
        for (int i = 0; i < extents.length; i++) extents[i] = i == axis ? extent : shape.extent(i);
        return Shape.of(extents);
    }

    /// Lines of `n` elements; those of `to` may be split between threads as they are.
    private static void mix(Backend backend, Taps taps, int n, float[] from, float beta, float[] to, int size) {
        ElementKernels kernels = backend.kernels().elements();
        int outputs = taps.outputs();
        backend.parallel(n == 0 ? 0 : size / n, Math.max(1, GRAIN / Math.max(1, n)), (first, end) -> {
            for (int line = first; line < end; line++) {
                int output = line % outputs, start = taps.starts()[output], stop = taps.starts()[output + 1], source = line / outputs * taps.input();
                if (start == stop && beta == 0) Arrays.fill(to, line * n, (line + 1) * n, 0);
                for (int tap = start; tap < stop; tap++) {
                    kernels.axpby(taps.weights()[tap], from, (source + taps.places()[tap]) * n, tap == start ? beta : 1, to, line * n, n);
                }
            }
        });
    }
}
