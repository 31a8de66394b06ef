package dev.lanewise.core.schedule;

import dev.lanewise.core.Options;
import dev.lanewise.core.internal.checks.Checks;

/// Up to the learning rate and down again below where it began, in two half waves: PyTorch's `OneCycleLR`, whose `max_lr` is the optimiser's
/// learning rate. Momentum stays as it is.
///
/// |           | factor                                      |
/// |-----------|---------------------------------------------|
/// | beginning | `1 / divisor`                               |
/// | peak      | 1, in step `rise · T − 1`                   |
/// | end       | `1 / (divisor · finalDivisor)`, in step `T − 1` |
///
/// @param length T
/// @param rise the share of T before the peak, in `(0, 1)`
/// @see <a href="https://arxiv.org/abs/1708.07120">Smith & Topin (2018)</a>
public record OneCycle(Span length, double rise, double divisor, double finalDivisor) implements Schedule {

    public OneCycle {
        Checks.require(rise > 0 && rise < 1, "OneCycle", "a rise in (0, 1)", rise);
        Checks.require(divisor >= 1 && finalDivisor >= 1, "OneCycle", "divisors ≥ 1", divisor + " and " + finalDivisor);
    }

    /// Over the whole training, with PyTorch's constants: the peak after 30 %, 25 and 10,000.
    public static OneCycle of() { return new OneCycle(Span.whole(), 0.3, 25, 1e4); }

    public OneCycle over(Span length) { return new OneCycle(length, rise, divisor, finalDivisor); }

    public OneCycle rise(double rise) { return new OneCycle(length, rise, divisor, finalDivisor); }

    @Override public Session start(Horizon horizon) {
        double steps = length.atLeastOne(horizon), peak = Math.max(0, rise * steps - 1), end = Math.max(peak + 1, steps - 1);
        double first = 1 / divisor, last = first / finalDivisor;
        return step -> step <= peak && peak > 0 ? Cosine.wave(step / peak, first, 1) : Cosine.wave(Math.min(1, (step - peak) / (end - peak)), 1, last);
    }

    @Override public Options describe() {
        return Schedules.named("one-cycle").with("length", length.toString()).with("rise", rise).with("divisor", divisor).with("finalDivisor", finalDivisor);
    }

    static OneCycle from(Options options) {
        return new OneCycle(Span.from(options, "length", Span.whole()), options.number("rise", 0.3), options.number("divisor", 25), options.number("finalDivisor", 1e4));
    }
}
