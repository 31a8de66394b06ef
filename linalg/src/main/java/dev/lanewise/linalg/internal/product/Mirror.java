package dev.lanewise.linalg.internal.product;

/// Copies one triangle of a float64 matrix over the other one, block by block, so that neither side wastes lines of the cache.
public final class Mirror {

    /// Rows and columns of a block.
    public static final int BLOCK = 16;

    private Mirror() {
    }

    /// Fills what lies beyond the diagonal in rows `from … to − 1` of the result; `from` is a multiple of [#BLOCK].
    public static void rows(boolean lower, int n, int from, int to, double[] c, int cFrom, int ldc) {
        for (int i = from; i < to; i += BLOCK) {
            for (int j = lower ? i : 0; j < (lower ? n : i + 1); j += BLOCK) {
                block(lower, i, Math.min(to, i + BLOCK), j, Math.min(n, j + BLOCK), c, cFrom, ldc);
            }
        }
    }

    private static void block(boolean lower, int rowFrom, int rowTo, int columnFrom, int columnTo, double[] c, int cFrom, int ldc) {
        for (int i = rowFrom; i < rowTo; i++) {
            int begin = lower ? Math.max(columnFrom, i + 1) : columnFrom;
            int end = lower ? columnTo : Math.min(columnTo, i);
            for (int j = begin; j < end; j++) c[cFrom + i * ldc + j] = c[cFrom + j * ldc + i];
        }
    }
}
