package dev.lanewise.core.schedule;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;

/// A staircase: `decay^⌊t / every⌋`. PyTorch's `StepLR`.
///
/// @param decay in `(0, 1]`
public record StepDecay(double decay, Span every) implements Schedule {

    public StepDecay { Checks.require(decay > 0 && decay <= 1, "StepDecay", "a decay in (0, 1]", decay); }

    /// A tenth after every so many steps or epochs.
    public static StepDecay every(Span every) { return new StepDecay(0.1, every); }

    public StepDecay decay(double decay) { return new StepDecay(decay, every); }

    @Override public Session start(Horizon horizon) {
        long steps = every.atLeastOne(horizon);
        return step -> Math.pow(decay, step / steps);
    }

    @Override public Options describe() { return Schedules.named("step").with("decay", decay).with("every", every.toString()); }

    static StepDecay from(Options options) { return new StepDecay(options.number("decay", 0.1), Span.from(options, "every", Span.share(1 / 3.0))); }
}
