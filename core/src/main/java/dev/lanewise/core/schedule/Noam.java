package dev.lanewise.core.schedule;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;

/// The schedule of the first transformer: `width^−½ · min(s^−½, s · warmup^−³ᐟ²)` in step `s = t + 1`. The optimiser's learning rate multiplies it.
///
/// @param width of the model, at least 1
/// @param warmup how long it rises
/// @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al. (2017), section 5.3</a>
public record Noam(int width, Span warmup) implements Schedule {

    public Noam { Checks.require(width >= 1, "Noam", "a width ≥ 1", width); }

    /// With the paper's 4,000 steps.
    public static Noam of(int width) { return new Noam(width, Span.steps(4000)); }

    public Noam warmup(Span warmup) { return new Noam(width, warmup); }

    @Override public Session start(Horizon horizon) {
        double steps = warmup.atLeastOne(horizon);
        return step -> Math.min(1 / Math.sqrt(step + 1), (step + 1) / (steps * Math.sqrt(steps))) / Math.sqrt(width);
    }

    @Override public Options describe() { return Schedules.named("noam").with("width", width).with("warmup", warmup.toString()); }

    static Noam from(Options options) { return new Noam(options.integer("width"), Span.from(options, "warmup", Span.steps(4000))); }
}
