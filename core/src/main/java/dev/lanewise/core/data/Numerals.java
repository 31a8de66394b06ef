package dev.lanewise.core.data;

/// Numbers as they stand in tables.
final class Numerals {

    private static final double LARGEST_EXACT = 1L << 53;

    private Numerals() { }

    /// The finite number that a text denotes in the notation of every table program (`12`, `-0.5`, `1.5e-3`), else `NaN`.
    static double parse(String text) {
        if (!isSpelledLikeANumber(text)) return Double.NaN;
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }

    /// `12` for 12.0, `0.5` for 0.5, nothing for a missing value.
    static String print(double value) {
        if (Double.isNaN(value)) return "";
        return isWhole(value) ? Long.toString((long) value) : Double.toString(value);
    }

    static boolean isWhole(double value) { return value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT; }

    private static boolean isSpelledLikeANumber(String text) {       // parseDouble also takes 1f, 0x1p3, NaN, Infinity
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) return false;
        }
        return !text.isEmpty();
    }
}
