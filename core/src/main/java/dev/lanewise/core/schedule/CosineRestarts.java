package dev.lanewise.core.schedule;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;

/// Waves of [Cosine] one after another, each `growth` times as long as the one before (SGDR); PyTorch's `CosineAnnealingWarmRestarts`.
///
/// @param first the length of the first wave
/// @param growth at least 1
/// @param floor the smallest factor
/// @see <a href="https://arxiv.org/abs/1608.03983">Loshchilov & Hutter (2017)</a>
public record CosineRestarts(Span first, int growth, double floor) implements Schedule {

    public CosineRestarts {
        Checks.require(growth >= 1, "CosineRestarts", "growth ≥ 1", growth);
        Checks.share("CosineRestarts", "a floor", floor);
    }

    /// Waves of one length, down to 0.
    public static CosineRestarts every(Span first) { return new CosineRestarts(first, 1, 0); }

    public CosineRestarts growth(int growth) { return new CosineRestarts(first, growth, floor); }

    public CosineRestarts floor(double floor) { return new CosineRestarts(first, growth, floor); }

    @Override public Session start(Horizon horizon) {
        long steps = first.atLeastOne(horizon);
        return step -> factor(step, steps);
    }

    private double factor(long step, long first) {
        long into = growth == 1 ? step % first : step;
        double length = first;
        while (into >= length) {
            into -= (long) length;
            length *= growth;
        }
        return Cosine.wave(into / length, 1, floor);
    }

    @Override public Options describe() { return Schedules.named("cosine-restarts").with("first", first.toString()).with("growth", growth).with("floor", floor); }

    static CosineRestarts from(Options options) {
        return new CosineRestarts(Span.from(options, "first", Span.share(0.25)), options.integer("growth", 1), options.number("floor", 0));
    }
}
