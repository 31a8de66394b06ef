package dev.lanewise.reduction;

/// The sign of an axis: its entry of largest magnitude is positive, the first one of several.
final class Signs {

    private Signs() { }

    static void turn(double[] x, int from, int n) {
        if (!isTurned(x, from, n)) return;
        for (int j = from; j < from + n; j++) x[j] = -x[j];
    }

    /// Whether that entry is negative.
    static boolean isTurned(double[] x, int from, int n) {
        int largest = from;
        for (int j = from + 1; j < from + n; j++) if (Math.abs(x[j]) > Math.abs(x[largest])) largest = j;
        return n > 0 && x[largest] < 0;
    }
}
