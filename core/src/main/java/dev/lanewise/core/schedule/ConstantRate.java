package dev.lanewise.core.schedule;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;

/// The same factor in every step.
///
/// @param factor at least 0
public record ConstantRate(double factor) implements Schedule {

    public ConstantRate { Checks.atLeastZero("ConstantRate", "a factor", factor); }

    @Override public Session start(Horizon horizon) { return _ -> factor; }

    @Override public Options describe() { return Schedules.named("constant").with("factor", factor); }

    static ConstantRate from(Options options) { return new ConstantRate(options.number("factor", 1)); }
}
