package dev.lanewise.nn.recurrent;

import dev.lanewise.core.Options;

/// How a recurrent layer goes through a sequence; the [Recurrent] layers have withers for all of it.
///
/// @param sequences whether every step is an output, or only the last one
/// @param backwards whether the last step comes first; outputs stand in the order of the work, as in Keras
/// @param masked whether the last input is a mask `[batch, time]`: 1 where a step counts and 0 where it is padding
/// @param learnedState whether the states before the first step are learned, zeros at first, where none are given
/// @param recurrentDropout the probability with which an element of `h[t−1]` is hidden from a sample's gates, the same ones at all steps
///        (Gal & Ghahramani, 2016)
/// @param truncation after how many steps back from a multiple of it the gradient stops: truncated back-propagation through time; 0 for never
public record Walk(boolean sequences, boolean backwards, boolean masked, boolean learnedState, double recurrentDropout, int truncation) {

    public Walk {
        if (!(recurrentDropout >= 0 && recurrentDropout < 1)) throw new IllegalArgumentException("Walk: expected recurrent dropout in [0, 1), but got " + recurrentDropout);
        if (truncation < 0) throw new IllegalArgumentException("Walk: expected a truncation ≥ 0, but got " + truncation);
    }

    /// Forwards to the last step, from zeros.
    public static Walk standard() { return new Walk(false, false, false, false, 0, 0); }

    public Walk sequences(boolean sequences) { return new Walk(sequences, backwards, masked, learnedState, recurrentDropout, truncation); }

    public Walk backwards(boolean backwards) { return new Walk(sequences, backwards, masked, learnedState, recurrentDropout, truncation); }

    public Walk masked(boolean masked) { return new Walk(sequences, backwards, masked, learnedState, recurrentDropout, truncation); }

    public Walk learnedState(boolean learnedState) { return new Walk(sequences, backwards, masked, learnedState, recurrentDropout, truncation); }

    public Walk recurrentDropout(double recurrentDropout) { return new Walk(sequences, backwards, masked, learnedState, recurrentDropout, truncation); }

    public Walk truncation(int truncation) { return new Walk(sequences, backwards, masked, learnedState, recurrentDropout, truncation); }

    /// Whether a single step is all that there can be to it.
    boolean isPlain() { return !sequences && !backwards && !masked && !learnedState && recurrentDropout == 0; }

    static Walk of(Options options) {
        return new Walk(options.flag("sequences", false), options.flag("backwards", false), options.flag("masked", false), options.flag("learnedState", false),
                options.number("recurrentDropout", 0), options.integer("truncation", 0));
    }

    /// What differs from the standard, each with a comma before it.
    String suffix() {
        return (sequences ? ", sequences" : "") + (backwards ? ", backwards" : "") + (masked ? ", masked" : "") + (learnedState ? ", learned state" : "")
                + (recurrentDropout > 0 ? ", recurrent dropout " + recurrentDropout : "") + (truncation > 0 ? ", truncated after " + truncation : "");
    }
}
