package dev.lanewise.nn.conv;

/// The slow convolution that the fast ones are measured against: seven loops in float64, straight from the formula.
record DirectConvolution(Geometry geometry, int out, int groups) {

    /// One product of the sum: elements of `x`, weight and `y` by their index.
    interface Term {
        void multiply(int x, int w, int y);
    }

    void forEach(Term term) {
        Sweep rows = geometry.rows(), columns = geometry.columns();
        int height = geometry.outputHeight(), width = geometry.outputWidth(), in = geometry.channels(), depth = in / groups;
        for (int b = 0; b < geometry.images(); b++)
            for (int i = 0; i < height; i++)
                for (int j = 0; j < width; j++)
                    for (int m = 0; m < rows.kernel(); m++)
                        for (int n = 0; n < columns.kernel(); n++) {
                            int r = i * rows.stride() - rows.before() + m * rows.dilation(), c = j * columns.stride() - columns.before() + n * columns.dilation();
                            if (r < 0 || r >= geometry.height() || c < 0 || c >= geometry.width()) continue;
                            for (int k = 0; k < depth; k++)
                                for (int f = 0; f < out; f++) {
                                    term.multiply(((b * geometry.height() + r) * geometry.width() + c) * in + f / (out / groups) * depth + k,
                                            ((m * columns.kernel() + n) * depth + k) * out + f, ((b * height + i) * width + j) * out + f);
                                }
                        }
    }

    double[] forward(float[] x, float[] w) {
        double[] y = new double[geometry.images() * geometry.pixels() * out];
        forEach((xAt, wAt, yAt) -> y[yAt] += (double) x[xAt] * w[wAt]);
        return y;
    }

    double[] inputGradient(float[] dy, float[] w) {
        double[] dx = new double[geometry.images() * geometry.imageSize()];
        forEach((xAt, wAt, yAt) -> dx[xAt] += (double) dy[yAt] * w[wAt]);
        return dx;
    }

    double[] weightGradient(float[] dy, float[] x) {
        double[] dw = new double[geometry.patchSize() / groups * out];
        forEach((xAt, wAt, yAt) -> dw[wAt] += (double) dy[yAt] * x[xAt]);
        return dw;
    }
}
