package dev.lanewise.benchmarks;

import java.util.Arrays;
import java.util.List;

/// A product to be timed, in the sizes of `op(A) [m, k]`, `op(B) [k, n]` and the result `[m, n]`.
///
/// | written as | stands for | m, n, k | operations | read at least |
/// |---|---|---|---|---|
/// | `gemm:float32:512`, `gemm:float64:128x512x784` | `C = op(A) · op(B)` | m × n × k | 2mnk | |
/// | `gemv:float32:4096x1024` | `y = op(A) · x` | A has m × k, with `t` k × m | 2mk | A |
/// | `ger:float32:1000x500` | `A = A + α · x · yᵀ` | m × n, 1 | 2mn | |
/// | `syrk:float64:1000`, `syrk:float64:1000x200` | lower triangle of `C = op(A) · op(A)ᵀ` | m = n, k | n (n + 1) k | |
/// | `trsm:float64:1000`, `trsm:float64:1000x200` | `B = A⁻¹ · B`, A lower triangular | m × n, k = m | m² n | |
/// | `trmm:float64:1000` | `B = A · B`, A lower triangular | as trsm | m² n | |
/// | `symv:float64:2000` | `y = A · x`, A symmetric | m = k, 1 | 2m² | a triangle |
///
/// One extent stands for all. A last part `t`, `u` or `tu` says that A, B or both are stored transposed.
///
/// @param single whether in float32
record ProductWork(String operation, boolean single, int m, int n, int k, boolean transposeA, boolean transposeB) {

    private static final List<String> TRIANGULAR = List.of("trsm", "trmm", "symv");

    /// @throws IllegalArgumentException if the text is none of the table
    static ProductWork of(String text) {
        String[] parts = text.split(":");
        if (parts.length < 3 || parts.length > 4 || !parts[1].matches("float32|float64") || !parts[2].matches("[1-9]\\d*(x[1-9]\\d*){0,2}")) throw wrong(text);
        int[] extents = Arrays.stream(parts[2].split("x")).mapToInt(Integer::parseInt).toArray();
        int last = extents[extents.length - 1];
        int second = extents[Math.min(1, extents.length - 1)];
        String marks = parts.length == 4 ? parts[3] : "";
        boolean single = parts[1].equals("float32");
        boolean left = marks.contains("t");
        boolean right = marks.contains("u");
        if (!marks.matches("t?u?") || single && TRIANGULAR.contains(parts[0])) throw wrong(text);
        return switch (parts[0]) {
            case "gemm" -> new ProductWork("gemm", single, extents[0], second, last, left, right);
            case "gemv" -> new ProductWork("gemv", single, left ? second : extents[0], 1, left ? extents[0] : second, left, false);
            case "ger" -> new ProductWork("ger", single, extents[0], second, 1, false, false);
            case "syrk" -> new ProductWork("syrk", single, extents[0], extents[0], last, left, false);
            case "trsm", "trmm" -> new ProductWork(parts[0], single, extents[0], second, extents[0], left, false);
            case "symv" -> new ProductWork("symv", single, extents[0], 1, extents[0], false, false);
            default -> throw wrong(text);
        };
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("ProductTable: expected a work like gemm:float32:512x256x128:t (gemm, gemv, ger or syrk in float32 or float64, trsm, trmm or "
                + "symv in float64, extents, t or u for factors stored transposed), but got " + text);
    }

    /// Columns of A as it is stored.
    int lda() {
        return transposeA ? m : k;
    }

    /// Columns of B as it is stored.
    int ldb() {
        return transposeB ? k : n;
    }

    /// The distance of two results of the same product that says that one of them is wrong, where numbers lie between -1/2 and 1/2.
    double tolerance() {
        return (k + 1) * (single ? 0x1p-23 : 0x1p-52);
    }

    double flops() {
        return switch (operation) {
            case "syrk" -> (n + 1.0) * n * k;
            case "trsm", "trmm" -> (double) m * m * n;
            default -> 2.0 * m * n * k;
        };
    }

    /// The bytes that have to be read, 0 where they aren't what the time goes into.
    double bytes() {
        return switch (operation) {
            case "gemv" -> (single ? 4.0 : 8.0) * m * k;
            case "symv" -> 8.0 * m * (m + 1.0) / 2;
            default -> 0;
        };
    }

    /// `gemm Aᵀ | float32 | 512 × 256 × 128`
    String cells() {
        return operation + (transposeA ? " Aᵀ" : "") + (transposeB ? " Bᵀ" : "") + (single ? " | float32 | " : " | float64 | ") + m + " × " + n + " × " + k;
    }
}
