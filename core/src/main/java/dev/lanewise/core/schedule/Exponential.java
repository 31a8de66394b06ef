package dev.lanewise.core.schedule;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;

/// Smooth decay by a factor in every so many steps: `decay^(t / every)`. PyTorch's `ExponentialLR` decays in every step.
///
/// @param decay in `(0, 1]`
public record Exponential(double decay, Span every) implements Schedule {

    public Exponential { Checks.require(decay > 0 && decay <= 1, "Exponential", "a decay in (0, 1]", decay); }

    /// By a factor in every epoch.
    public static Exponential of(double decay) { return new Exponential(decay, Span.epochs(1)); }

    public Exponential every(Span every) { return new Exponential(decay, every); }

    @Override public Session start(Horizon horizon) {
        double steps = every.atLeastOne(horizon);
        return step -> Math.pow(decay, step / steps);
    }

    @Override public Options describe() { return Schedules.named("exponential").with("decay", decay).with("every", every.toString()); }

    static Exponential from(Options options) { return new Exponential(options.number("decay", 0.95), Span.from(options, "every", Span.epochs(1))); }
}
