package dev.lanewise.core.data;

/// Numbers as they stand in tables.
final class Numerals {

    private static final double LARGEST_EXACT = 1L << 53;
    private static final int MOST_PLAIN_DIGITS = 15;

    private Numerals() { }

    /// The finite number that a text denotes in the notation of every table program (`12`, `-0.5`, `1.5e-3`), else `NaN`.
    static double parse(String text) {
        double plain = parsePlain(text);
        return Double.isNaN(plain) ? parseAny(text) : plain;
    }

    /// Up to 15 digits, perhaps with sign and point, else `NaN`: most tables hold nothing else, and this is the fast way. Digits and power of
    /// ten are exact in float64, so that the one division rounds correctly (Clinger 1990).
    private static double parsePlain(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        boolean fraction = false;
        int count = 0;
        long digits = 0;
        double power = 1;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits = 10 * digits + (c - '0');
                if (fraction) power *= 10;
                if (++count > MOST_PLAIN_DIGITS) return Double.NaN;
            } else if (c == '.' && !fraction) {
                fraction = true;
            } else {
                return Double.NaN;
            }
        }
        return count == 0 ? Double.NaN : (from == 0 ? digits : -(double) digits) / power;
    }

    private static double parseAny(String text) {
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
