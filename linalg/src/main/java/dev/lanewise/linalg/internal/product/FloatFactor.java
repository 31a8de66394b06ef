package dev.lanewise.linalg.internal.product;

/// Where a float32 factor stands: its item (row of A, column of B) i at depth p is `from + i · item + p · step`.
record FloatFactor(float[] data, int from, int item, int step) {

    int at(int i, int p) {
        return from + i * item + p * step;
    }
}
