package dev.lanewise.core.schedule;

/// Sentences about numbers that a schedule cannot use.
final class Checks {

    private Checks() { }

    static void atLeastZero(String who, String what, double value) {
        require(value >= 0 && Double.isFinite(value), who, what + " ≥ 0", value);
    }

    static void aboveZero(String who, String what, double value) {
        require(value > 0 && Double.isFinite(value), who, what + " > 0", value);
    }

    /// A floor: the smallest factor, beside the largest, which is 1.
    static void share(String who, String what, double value) { require(value >= 0 && value <= 1, who, what + " in [0, 1]", value); }

    static void require(boolean holds, String who, String expected, Object actual) {
        if (!holds) throw new IllegalArgumentException(who + ": expected " + expected + ", but got " + actual);
    }
}
