package dev.lanewise.core.doctor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Numbers as they stand in sentences.
final class Figure {

    private Figure() { }

    /// Three digits that matter: `0.00123`, `45.6`, `9.1e-13`, `12000`.
    static String of(double number) {
        double size = Math.abs(number);
        if (!Double.isFinite(number) || number == 0) return number == 0 ? "0" : Double.toString(number);
        if (size < 1e-3 || size >= 1e6) return String.format(Locale.ROOT, "%.1e", number);
        return new BigDecimal(number).round(new MathContext(3)).stripTrailingZeros().toPlainString();
    }

    /// `37 %`
    static String share(double share) { return of(100 * share) + " %"; }

    /// `1 unit`, `4 units`
    static String count(long n, String thing) { return n + " " + thing + (n == 1 ? "" : "s"); }

    /// A whole number as such.
    static Object plain(double number) { return number == Math.rint(number) && Math.abs(number) < 1L << 53 ? (Object) (long) number : (Object) number; }

    static String lower(Enum<?> constant) { return constant.name().toLowerCase(Locale.ROOT).replace('_', '-'); }
}
