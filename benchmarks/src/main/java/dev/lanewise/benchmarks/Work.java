package dev.lanewise.benchmarks;

import java.util.Locale;
import java.util.Map;

/// How much one call of a benchmark does, by the field's usual counts (Golub & Van Loan, *Matrix Computations*).
///
/// | family | operation | counted as |
/// |--------|-----------|------------|
/// | Gemm | any | `2mnk` operations; `m` and `k` are `n` where they are no parameters |
/// | Factorization | cholesky…, lu…, qr… | `n³/3`, `2n³/3`, `4n³/3` operations |
/// | Element | any | elements, the product of `rows`, `columns` and `n` as far as they are parameters |
///
/// @param flops floating-point operations, 0 if they are not counted
/// @param elements elements, 0 if they are not counted
record Work(double flops, double elements) {

    static Work of(Measured measured) {
        Map<String, String> parameters = measured.parameters();
        double n = number(parameters, "n", 0);
        return switch (measured.family()) {
            case "Gemm" -> new Work(2 * n * number(parameters, "m", n) * number(parameters, "k", n), 0);
            case "Factorization" -> new Work(factorization(measured.operation().toLowerCase(Locale.ROOT)) * n * n * n, 0);
            case "Element" -> new Work(0, number(parameters, "n", 1) * number(parameters, "rows", 1) * number(parameters, "columns", 1));
            default -> new Work(0, 0);
        };
    }

    private static double factorization(String operation) {
        if (operation.startsWith("cholesky")) return 1 / 3.0;
        if (operation.startsWith("lu")) return 2 / 3.0;
        return operation.startsWith("qr") ? 4 / 3.0 : 0;
    }

    private static double number(Map<String, String> parameters, String name, double otherwise) {
        String text = parameters.get(name);
        return text == null ? otherwise : Double.parseDouble(text);
    }

    /// `120 GF/s`, `0.21 ns/element`, or nothing.
    String rate(double nanos) {
        if (flops > 0) return Sampled.digits(flops / nanos) + " GF/s";
        return elements > 0 ? Sampled.digits(nanos / elements) + " ns/element" : "";
    }

    /// `84 %` of the peak, or nothing.
    String ofPeak(double nanos, double peak) {
        return flops > 0 ? Math.round(100 * flops / nanos / peak) + " %" : "";
    }
}
