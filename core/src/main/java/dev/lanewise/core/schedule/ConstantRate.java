package dev.lanewise.core.schedule;

/// The same factor in every step.
///
/// @param factor at least 0
public record ConstantRate(double factor) implements Schedule {

    public ConstantRate { Checks.atLeastZero("ConstantRate", "a factor", factor); }

    @Override public Session start(Horizon horizon) { return _ -> factor; }
}
