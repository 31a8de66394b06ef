package dev.lanewise.linalg;

/// The sign of an axis: its entry of largest magnitude is positive, the first one of several.
final class CanonicalSign {

    private CanonicalSign() {
    }

    /// Turns the vector `x[from … from + n)` if its largest entry is negative, and says whether it did.
    static boolean turn(double[] x, int from, int n) {
        int largest = from;
        for (int i = from + 1; i < from + n; i++) {
            if (Math.abs(x[i]) > Math.abs(x[largest])) largest = i;
        }
        if (n == 0 || x[largest] >= 0) return false;
        for (int i = from; i < from + n; i++) x[i] = -x[i];
        return true;
    }
}
