package dev.lanewise.core.internal.checks;

/// Sentences about numbers that a description cannot use.
public final class Checks {

    private Checks() { }

    public static void atLeastZero(String who, String what, double value) { require(value >= 0 && Double.isFinite(value), who, what + " ≥ 0", value); }

    public static void aboveZero(String who, String what, double value) { require(value > 0 && Double.isFinite(value), who, what + " > 0", value); }

    /// A share of something, all of it included.
    public static void share(String who, String what, double value) { require(value >= 0 && value <= 1, who, what + " in [0, 1]", value); }

    /// A share of the old in a running mean, as float32 sees it.
    public static void decay(String who, String what, double value) { require(value >= 0 && (float) value < 1, who, what + " in [0, 1)", value); }

    /// The shares of the old in two running means.
    public static void betas(String who, double beta1, double beta2) {
        boolean fit = beta1 >= 0 && (float) beta1 < 1 && beta2 >= 0 && (float) beta2 < 1;
        require(fit, who, "β₁ and β₂ in [0, 1)", beta1 + " and " + beta2);
    }

    public static void require(boolean holds, String who, String expected, Object actual) {
        if (!holds) throw new IllegalArgumentException(who + ": expected " + expected + ", but got " + actual);
    }
}
