package dev.lanewise.core.optim;

/// Sentences about numbers that a rule cannot use.
final class Checks {

    private Checks() { }

    static void learningRate(String who, double rate) { atLeastZero(who, "a learning rate", rate); }

    static void atLeastZero(String who, String what, double value) { require(value >= 0 && Double.isFinite(value), who, what + " ≥ 0", value); }

    static void aboveZero(String who, String what, double value) { require(value > 0 && Double.isFinite(value), who, what + " > 0", value); }

    /// A share of the old in a running mean, as float32 sees it.
    static void decay(String who, String what, double value) { require(value >= 0 && (float) value < 1, who, what + " in [0, 1)", value); }

    static void betas(String who, double beta1, double beta2) {
        boolean fit = beta1 >= 0 && (float) beta1 < 1 && beta2 >= 0 && (float) beta2 < 1;
        require(fit, who, "β₁ and β₂ in [0, 1)", beta1 + " and " + beta2);
    }

    static void require(boolean holds, String who, String expected, Object actual) {
        if (!holds) throw new IllegalArgumentException(who + ": expected " + expected + ", but got " + actual);
    }
}
