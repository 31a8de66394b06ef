package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import dev.lanewise.linalg.Matrix;

/// The check that matrix factorisation without signs needs.
final class NonNegative {

    private NonNegative() { }

    static void require(String owner, Matrix x) {
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                if (!(x.get(i, j) >= 0 && x.get(i, j) < Double.POSITIVE_INFINITY)) {
                    throw new DataException(owner + ": expected finite numbers ≥ 0, but row " + i + ", column " + j + " has " + x.get(i, j) + ". Shift or clip the data first");
                }
            }
        }
    }
}
