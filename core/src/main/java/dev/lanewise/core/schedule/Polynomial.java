package dev.lanewise.core.schedule;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;

/// `floor + (1 − floor)(1 − t / T)^power` in step `t` of `T`, and the floor afterwards: PyTorch's `PolynomialLR`, Keras's `PolynomialDecay`.
///
/// @param length T
/// @param power above 0; 1 is a straight line
/// @param floor the smallest factor
public record Polynomial(Span length, double power, double floor) implements Schedule {

    public Polynomial {
        Checks.aboveZero("Polynomial", "a power", power);
        Checks.share("Polynomial", "a floor", floor);
    }

    /// A straight line to 0 over the whole training.
    public static Polynomial of() { return over(Span.whole()); }

    public static Polynomial over(Span length) { return new Polynomial(length, 1, 0); }

    public Polynomial power(double power) { return new Polynomial(length, power, floor); }

    public Polynomial floor(double floor) { return new Polynomial(length, power, floor); }

    @Override public Session start(Horizon horizon) {
        double steps = length.atLeastOne(horizon);
        return step -> floor + (1 - floor) * Math.pow(1 - Math.min(1, step / steps), power);
    }

    @Override public Options describe() { return Schedules.named("polynomial").with("length", length.toString()).with("power", power).with("floor", floor); }

    static Polynomial from(Options options) {
        return new Polynomial(Span.from(options, "length", Span.whole()), options.number("power", 1), options.number("floor", 0));
    }
}
