package dev.lanewise.core.schedule;

/// Half a wave of the cosine down to a floor, where it stays: `floor + (1 − floor)(1 + cos(π t / T)) / 2` in step `t` of `T`.
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
        return step -> wave(Math.min(1, step / steps), floor);
    }

    /// From 1 to the floor as `part` goes from 0 to 1.
    static double wave(double part, double floor) { return floor + (1 - floor) * (1 + Math.cos(Math.PI * part)) / 2; }
}
