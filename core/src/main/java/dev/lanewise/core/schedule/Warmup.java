package dev.lanewise.core.schedule;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;

/// A straight line up to the factor at which another schedule begins, and then that schedule: `from + (1 − from) t / W` times its first factor
/// in step `t` of `W`. PyTorch's `LinearLR` and what follows it in a `SequentialLR`.
///
/// @param length W; what it leaves of the training is the other schedule's whole
/// @param from the factor in the first step; 0 makes that step move nothing (Keras), PyTorch begins with 1/3
/// @param then the schedule after it
public record Warmup(Span length, double from, Schedule then) implements Schedule {

    public Warmup { Checks.share("Warmup", "a first factor", from); }

    /// From 0.
    public static Warmup of(Span length, Schedule then) { return new Warmup(length, 0, then); }

    public Warmup from(double from) { return new Warmup(length, from, then); }

    @Override public Session start(Horizon horizon) {
        long steps = length.of(horizon);
        Session rest = then.start(horizon.after(steps));
        return new Session() {
            @Override public double factor(long step) {
                return step < steps ? (from + (1 - from) * step / steps) * rest.factor(0) : rest.factor(step - steps);
            }

            @Override public void epochEnded(double metric) { rest.epochEnded(metric); }

            @Override public double[] state() { return rest.state(); }

            @Override public void restore(double[] state) { rest.restore(state); }
        };
    }

    @Override public String monitor() { return then.monitor(); }

    @Override public Options describe() { return Schedules.named("warmup").with("length", length.toString()).with("from", from).with("then", then.describe()); }

    static Warmup from(Options options) {
        Schedule then = options.has("then") ? Schedules.create(options.options("then")) : Schedule.constant();
        return new Warmup(Span.from(options, "length", Span.share(0.05)), options.number("from", 0), then);
    }
}
