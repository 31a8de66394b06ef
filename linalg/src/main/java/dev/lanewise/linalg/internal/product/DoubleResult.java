package dev.lanewise.linalg.internal.product;

/// What becomes of a float64 product: `C = finish(alpha · product + beta · C)`, where C starts at `from` and has the leading dimension `ld`.
record DoubleResult(double alpha, double beta, double[] data, int from, int ld, DoubleFinish finish) {

    int at(int i, int j) {
        return from + i * ld + j;
    }

    /// Finishes a block of C whose sums are complete.
    void finish(int rowFrom, int rowTo, int columnFrom, int columnTo) {
        if (finish == DoubleFinish.NONE) return;
        for (int i = rowFrom; i < rowTo; i++) finish.apply(data, at(i, columnFrom), columnFrom, columnTo - columnFrom);
    }
}
