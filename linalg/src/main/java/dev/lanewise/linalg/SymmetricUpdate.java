package dev.lanewise.linalg;

/// `A −= Vᵀ W + Wᵀ V` on the upper triangle of a symmetric matrix: half of the work of the full product.
///
/// Both factors are packed once. A few rows at a time are then updated from the diagonal to their end, so that A is read and written in
/// long runs. Near the diagonal the part below it is written too: the lower triangle holds nothing.
final class SymmetricUpdate {

    private static final int TILES = 3;

    private SymmetricUpdate() {
    }

    /// @param count the number of pairs (v, w), which stand as rows `v₀, w₀, v₁, w₁ …` in the panel
    static void subtract(int n, int count, double[] panel, int from, int ld, double[] a, int aFrom, Backend backend) {
        if (n == 0) return;
        var kernels = backend.kernels().products();
        int depth = 2 * count;
        int height = TILES * kernels.doubleTileRows();
        int width = kernels.doubleTileColumns();
        int strips = Math.ceilDiv(n, width);
        int groups = Math.ceilDiv(n, height);
        double[] left = backend.borrowDoubles(groups * height * depth);
        double[] right = backend.borrowDoubles(strips * width * depth);
        backend.parallel(strips, 1, (first, last) -> {
            for (int strip = first; strip < last; strip++) {
                swap(panel, from + strip * width, ld, Math.min(width, n - strip * width), width, depth, right, strip * width * depth);
            }
        });
        kernels.pack(panel, from, 1, ld, n, depth, kernels.doubleTileRows(), left, 0);
        backend.parallel(groups, 1, (first, last) -> {
            double[] edge = backend.borrowDoubles(kernels.doubleTileRows() * width);
            for (int i = first; i < last; i++) {
                int group = i % 2 == 0 ? i / 2 : groups - 1 - i / 2;         // long rows and short ones in turn
                int row = group * height;
                int column = row / width * width;
                kernels.panels(Math.min(height, n - row), n - column, depth, -1, left, row * depth, right, column * depth, width * depth, width,
                        1, a, aFrom + row * ld + column, ld, edge, 0);
            }
            backend.giveBack(edge);
        });
        backend.giveBack(left);
        backend.giveBack(right);
    }

    /// Packs a strip of columns of the panel with v and w in each other's places.
    private static void swap(double[] panel, int from, int ld, int columns, int width, int depth, double[] right, int to) {
        for (int p = 0; p < depth; p++) {
            System.arraycopy(panel, from + (p ^ 1) * ld, right, to + p * width, columns);
            java.util.Arrays.fill(right, to + p * width + columns, to + (p + 1) * width, 0);
        }
    }
}
