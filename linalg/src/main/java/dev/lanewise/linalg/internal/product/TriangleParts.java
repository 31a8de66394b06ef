package dev.lanewise.linalg.internal.product;

/// A triangle of order `n` cut into parts of about as many elements. Their number follows from `n`, so that threads change no bit of what is added up part by part.
record TriangleParts(int n) {

    private static final int SHARED = 256;
    private static final int PARTS = 4;

    int count() {
        return n < SHARED ? 1 : PARTS;
    }

    /// How many rows precede a part, from the longest row on.
    int boundary(int part) {
        return part == count() ? n : (int) (n * (1 - Math.sqrt(1 - (double) part / count()))) & -4;
    }
}
