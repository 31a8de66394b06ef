package dev.lanewise.core.schedule;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;

/// Half a wave of the cosine down to a floor, where it stays: `floor + (1 − floor)(1 + cos(π t / T)) / 2` in step `t` of `T`.
///
/// PyTorch's `CosineAnnealingLR`, which begins to rise again after `T`, and Keras's `CosineDecay`, which stays down.
///
/// @param length T
/// @param floor the smallest factor
/// @see <a href="https://arxiv.org/abs/1608.03983">Loshchilov & Hutter (2017)</a>
public record Cosine(Span length, double floor) implements Schedule {

    public Cosine { Checks.share("Cosine", "a floor", floor); }

    /// Over the whole training, to 0.
    public static Cosine of() { return over(Span.whole()); }

    public static Cosine over(Span length) { return new Cosine(length, 0); }

    public Cosine floor(double floor) { return new Cosine(length, floor); }

    @Override public Session start(Horizon horizon) {
        double steps = length.atLeastOne(horizon);
        return step -> wave(Math.min(1, step / steps), 1, floor);
    }

    /// From one value to another as `part` goes from 0 to 1.
    static double wave(double part, double from, double to) { return to + (from - to) * (1 + Math.cos(Math.PI * part)) / 2; }

    @Override public Options describe() { return Schedules.named("cosine").with("length", length.toString()).with("floor", floor); }

    static Cosine from(Options options) { return new Cosine(Span.from(options, "length", Span.whole()), options.number("floor", 0)); }
}
