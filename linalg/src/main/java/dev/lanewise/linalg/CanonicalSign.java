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

    /// Turns the columns of a [rows × columns] matrix, and returns the sign that each was multiplied by.
    static double[] turnColumns(int rows, int columns, double[] x) {
        double[] largest = new double[columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double element = x[i * columns + j];
                if (Math.abs(element) > Math.abs(largest[j])) largest[j] = element;
            }
        }
        double[] signs = new double[columns];
        for (int j = 0; j < columns; j++) signs[j] = largest[j] < 0 ? -1 : 1;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) x[i * columns + j] *= signs[j];
        }
        return signs;
    }
}
