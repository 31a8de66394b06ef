package dev.lanewise.linalg.internal.product;

/// Where a float64 factor stands: its item (row of A, column of B) i at depth p is `from + i · item + p · step`.
record DoubleFactor(double[] data, int from, int item, int step) {

    int at(int i, int p) {
        return from + i * item + p * step;
    }
}
