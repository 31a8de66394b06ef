package dev.lanewise.core.tensor;

/// Sums and products of everything up to a place along an axis.
public final class Cumulations {

    private interface Line {
        /// One line of `n` elements, `step` apart.
        void run(int from, int n, int step);
    }

    private Cumulations() { }

    private static void forEach(Reductions.Axis form, Line line) {
        for (int o = 0; o < form.outer(); o++) {
            for (int i = 0; i < form.inner(); i++) line.run(o * form.n() * form.inner() + i, form.n(), form.inner());
        }
    }

    /// `y[j] = x[0] + … + x[j]`, accumulated in float64; `dx[j] = dy[j] + … + dy[n − 1]`.
    public static Tensor sum(Tensor x, int axis) {
        Reductions.Axis form = Reductions.Axis.of(x.shape(), axis);
        Tensor y = x.tape().result(x.shape(), x);
        float[] in = x.data(), out = y.data();
        forEach(form, (from, n, step) -> {
            double sum = 0;
            for (int j = 0; j < n; j++) out[from + j * step] = (float) (sum += in[from + j * step]);
        });
        x.tape().record(y, () -> {
            float[] dx = x.addableGradient(), dy = y.gradient();
            forEach(form, (from, n, step) -> {
                double sum = 0;
                for (int j = n - 1; j >= 0; j--) dx[from + j * step] += (float) (sum += dy[from + j * step]);
            });
        });
        return y;
    }

    /// `y[j] = x[0] · … · x[j]`. With `h[j] = dy[j] + x[j + 1] · h[j + 1]`: `dx[j] = y[j − 1] · h[j]`, so that zeros need no division.
    public static Tensor product(Tensor x, int axis) {
        Reductions.Axis form = Reductions.Axis.of(x.shape(), axis);
        Tensor y = x.tape().result(x.shape(), x);
        float[] in = x.data(), out = y.data();
        forEach(form, (from, n, step) -> {
            double product = 1;
            for (int j = 0; j < n; j++) out[from + j * step] = (float) (product *= in[from + j * step]);
        });
        x.tape().record(y, () -> {
            float[] dx = x.addableGradient(), dy = y.gradient();
            forEach(form, (from, n, step) -> {
                double rest = 0;
                for (int j = n - 1; j >= 0; j--) {
                    rest = dy[from + j * step] + (j == n - 1 ? 0 : in[from + (j + 1) * step] * rest);
                    dx[from + j * step] += (float) ((j == 0 ? 1 : out[from + (j - 1) * step]) * rest);
                }
            });
        });
        return y;
    }

    /// `y = x[0] · … · x[n − 1]`, and 1 for no elements: the last of the cumulative products.
    static Tensor total(Tensor x, int axis) {
        Reductions.Axis form = Reductions.Axis.of(x.shape(), axis);
        if (form.n() > 0) return product(x, axis).slice(axis, form.n() - 1, form.n()).reshape(form.removed(x.shape()));
        Tensor ones = x.tape().result(form.removed(x.shape()));
        java.util.Arrays.fill(ones.data(), 0, ones.size(), 1);
        x.tape().record(ones, Extremes::nothing);
        return ones;
    }
}
