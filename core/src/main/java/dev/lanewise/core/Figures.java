package dev.lanewise.core;

import java.util.Locale;

/// Numbers as people read them.
public final class Figures {

    private Figures() { }

    /// `60,000`, `0.9789`, `1.52e-07`
    public static String number(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e15) return count((long) value);
        return String.format(Locale.ROOT, size >= 1e-3 && size < 1e7 ? "%,.4f" : "%.3e", value);
    }

    /// `60,000`
    public static String count(long value) { return String.format(Locale.ROOT, "%,d", value); }

    /// `814.1 kB`
    public static String bytes(long bytes) {
        if (bytes < 1000) return bytes + " bytes";
        if (bytes < 1_000_000) return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
        return bytes < 1_000_000_000 ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6) : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    /// `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`
    public static String seconds(double seconds) {
        if (seconds < 9.95) return String.format(Locale.ROOT, "%.1f s", seconds);
        long whole = Math.round(seconds);
        if (whole < 60) return whole + " s";
        return whole < 3600 ? whole / 60 + " min " + whole % 60 + " s" : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }

    /// `97.9 %`
    public static String percent(double share) { return String.format(Locale.ROOT, "%.1f %%", 100 * share); }
}
