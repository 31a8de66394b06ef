package dev.lanewise.core.schedule;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;

/// `1 / (1 + rate · t / every)`: Keras's `InverseTimeDecay`.
///
/// @param rate at least 0
public record InverseTime(double rate, Span every) implements Schedule {

    public InverseTime { Checks.atLeastZero("InverseTime", "a rate", rate); }

    /// Half of the learning rate after one epoch if the rate is 1, a third after two.
    public static InverseTime of(double rate) { return new InverseTime(rate, Span.epochs(1)); }

    public InverseTime every(Span every) { return new InverseTime(rate, every); }

    @Override public Session start(Horizon horizon) {
        double steps = every.atLeastOne(horizon);
        return step -> 1 / (1 + rate * step / steps);
    }

    @Override public Options describe() { return Schedules.named("inverse-time").with("rate", rate).with("every", every.toString()); }

    static InverseTime from(Options options) { return new InverseTime(options.number("rate", 1), Span.from(options, "every", Span.epochs(1))); }
}
