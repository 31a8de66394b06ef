package dev.lanewise.linalg;

/// Checks of arguments, and the sentences they fail with.
final class Checks {

    private Checks() {
    }

    static int atLeast(String who, String name, int least, int value) {
        if (value >= least) return value;
        throw new IllegalArgumentException(who + ": expected " + name + " ≥ " + least + ", but got " + value);
    }

    static void sizes(int m, int n, int k) {
        if (m >= 0 && n >= 0 && k >= 0) return;
        throw new IllegalArgumentException("gemm: expected m, n and k ≥ 0, but got m = " + m + ", n = " + n + ", k = " + k);
    }

    /// Refuses a rows × columns operand whose last element lies beyond the array.
    static void inside(String who, String what, int rows, int columns, int from, int ld, int length) {
        if (rows == 0 || columns == 0) return;
        long end = from + (rows - 1L) * ld + columns;
        if (from >= 0 && ld >= 0 && end <= length) return;
        throw new IllegalArgumentException(who + ": expected " + what + " [" + rows + " × " + columns + "] from " + from
                + " with leading dimension " + ld + " inside its array, but the array has " + length + " elements");
    }

    /// As [#inside], and rows that are written must not overlap.
    static void result(String who, String what, int rows, int columns, int from, int ld, int length) {
        inside(who, what, rows, columns, from, ld, length);
        if (rows <= 1 || ld >= columns) return;
        throw new IllegalArgumentException(who + ": expected a leading dimension ≥ " + columns + " for " + what
                + " [" + rows + " × " + columns + "], but got " + ld);
    }
}
