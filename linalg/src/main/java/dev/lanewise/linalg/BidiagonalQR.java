package dev.lanewise.linalg;

import dev.lanewise.linalg.kernel.DoubleKernels;

/// The singular value decomposition of an upper bidiagonal matrix by implicit QR steps.
///
/// Left and right vectors are rows of two arrays that hold orthogonal matrices to begin with; without columns in them only values are found.
///
/// @see <a href="https://doi.org/10.1007/BF02163027">Golub & Reinsch (1970)</a>
final class BidiagonalQR {

    private static final int LIMIT = 200;
    private static final double EPSILON = 0x1p-53;
    private static final double NEGLIGIBLE = 0x1p-56;

    private final double[] d;
    private final double[] e;
    private final SingularRows left;
    private final SingularRows right;
    private final int end;
    private final double tiny;

    private BidiagonalQR(int from, int end, double[] d, double[] e, SingularRows left, SingularRows right, DoubleKernels kernels) {
        this.d = d;
        this.e = e;
        this.left = left;
        this.right = right;
        this.end = end;
        int size = end - from;
        this.tiny = NEGLIGIBLE * Math.max(kernels.maxAbs(d, from, size), kernels.maxAbs(e, from, Math.max(size - 1, 0)));
    }

    /// Solves the block `from … end − 1`, and makes its values positive; they come in no order.
    ///
    /// @param d the diagonal, replaced by the singular values
    /// @param e the elements right of it, destroyed inside the block
    /// @param left rows that are replaced by the left vectors in their basis
    /// @param right rows that are replaced by the right vectors
    static void solve(int from, int end, double[] d, double[] e, SingularRows left, SingularRows right, DoubleKernels kernels) {
        var solver = new BidiagonalQR(from, end, d, e, left, right, kernels);
        for (int last = end - 1; last >= from; last--) solver.isolate(from, last);
    }

    /// As [#solve], for a block with one more column than rows, whose last element is `e[end − 1]`: it is rotated away first.
    static void solveWide(int from, int end, double[] d, double[] e, SingularRows left, SingularRows right, DoubleKernels kernels) {
        var solver = new BidiagonalQR(from, end, d, e, left, right, kernels);
        solver.clearColumn(from, end);
        for (int last = end - 1; last >= from; last--) solver.isolate(from, last);
    }

    /// Sweeps until `d[last]` is a singular value.
    private void isolate(int from, int last) {
        for (int sweep = 0; sweep <= LIMIT; sweep++) {
            int first = last;
            while (first > from && !negligible(first - 1)) first--;
            if (first == last) {
                makePositive(last);
                return;
            }
            int zero = zero(first, last);
            if (zero < 0) sweep(first, last);
            else if (zero == last) clearColumn(first, last);
            else clearRow(zero, last);
        }
        throw new ConvergenceException("SVD: expected the QR iteration to end after " + LIMIT
                + " sweeps, but the element beside singular value " + last + " is still " + e[last - 1], LIMIT, Math.abs(e[last - 1]));
    }

    private boolean negligible(int i) {
        double beside = Math.abs(e[i]);
        if (beside > EPSILON * (Math.abs(d[i]) + Math.abs(d[i + 1])) && beside > tiny) return false;
        e[i] = 0;
        return true;
    }

    private void makePositive(int i) {
        if (d[i] >= 0) return;
        d[i] = -d[i];
        right.negate(i);
    }

    /// The last diagonal element of the block that is a zero beside its neighbours, −1 if there is none.
    private int zero(int first, int last) {
        for (int i = last; i >= first; i--) {
            double beside = (i < last ? Math.abs(e[i]) : 0) + (i > first ? Math.abs(e[i - 1]) : 0);
            if (Math.abs(d[i]) <= EPSILON * beside) {
                d[i] = 0;
                return i;
            }
        }
        return -1;
    }

    /// Rotates `e[last − 1]`, the only element of column `last`, upwards and out of the block.
    private void clearColumn(int first, int last) {
        double f = e[last - 1];
        e[last - 1] = 0;
        for (int i = last - 1; i >= first && f != 0; i--) {
            double length = length(d[i], f);
            double c = d[i] / length;
            double s = f / length;
            d[i] = length;
            right.rotate(i, last, c, s);
            if (i == first) return;
            f = -s * e[i - 1];
            e[i - 1] *= c;
        }
    }

    /// Rotates `e[zero]`, the only element of its row, to the right and out of the block.
    private void clearRow(int zero, int last) {
        double f = e[zero];
        e[zero] = 0;
        for (int i = zero + 1; i <= last && f != 0; i++) {
            double length = length(d[i], f);
            double c = d[i] / length;
            double s = f / length;
            d[i] = length;
            left.rotate(i, zero, c, s);
            if (i == last) return;
            f = -s * e[i];
            e[i] *= c;
        }
    }

    /// One step of Golub and Kahan: a rotation of two columns with the shift, and then by turns rows and columns, which chases the bulge downwards.
    private void sweep(int first, int last) {
        double f = start(first, last);
        double g = e[first];
        for (int i = first; i < last; i++) {
            f = notBothZero(f, g);
            double length = length(f, g);
            double c = f / length;
            double s = g / length;
            if (i > first) e[i - 1] = length;
            f = c * d[i] + s * e[i];
            e[i] = c * e[i] - s * d[i];
            g = s * d[i + 1];
            d[i + 1] *= c;
            right.rotate(i, i + 1, c, s);
            f = notBothZero(f, g);
            length = length(f, g);
            c = f / length;
            s = g / length;
            d[i] = length;
            f = c * e[i] + s * d[i + 1];
            d[i + 1] = c * d[i + 1] - s * e[i];
            left.rotate(i, i + 1, c, s);
            if (i + 1 == last) break;
            g = s * e[i + 1];
            e[i + 1] *= c;
        }
        e[last - 1] = f;
    }

    /// `(d² − μ) / d` of the first row, with the eigenvalue μ of the last two by two block of `BᵀB` that is nearer to its corner.
    private double start(int first, int last) {
        double scale = Math.max(Math.max(Math.abs(d[last]), Math.abs(d[last - 1])), Math.max(Math.abs(e[last - 1]), Math.abs(d[first])));
        scale = Math.max(scale, last - 1 > first ? Math.abs(e[last - 2]) : 0);
        double corner = d[last] / scale;
        double above = d[last - 1] / scale;
        double beside = e[last - 1] / scale;
        double higher = last - 1 > first ? e[last - 2] / scale : 0;
        double b = ((above + corner) * (above - corner) + (higher + beside) * (higher - beside)) / 2;
        double product = above * beside;
        double t = product == 0 ? 0 : product * product / (b + Math.copySign(length(b, product), b));
        double shift = corner * corner + beside * beside - t;
        double head = d[first] / scale;
        return head == 0 ? 0 : (head - shift / head) * scale;
    }

    /// A rotation needs a direction.
    private static double notBothZero(double f, double g) {
        return f == 0 && g == 0 ? Double.MIN_NORMAL : f;
    }

    private static double length(double x, double y) {
        double squares = x * x + y * y;
        return squares > 1e-280 && squares < 1e280 ? Math.sqrt(squares) : Math.hypot(x, y);
    }
}
