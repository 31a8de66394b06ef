package dev.lanewise.core.generate;

import com.google.common.collect.ImmutableList;
import java.util.List;

/// What was written behind a prompt.
///
/// @param tokens without the prompt, and without the stop that ended them
/// @param logLikelihood the logarithm of the probability that the model itself gives to what was written, the stop included, whatever they were chosen by
/// @param ending why there are no more
public record Generation(List<Integer> tokens, double logLikelihood, Ending ending) {

    /// Why a text ends.
    public enum Ending {
        /// It came to a stop.
        STOP,
        /// It is as long as it may become.
        LENGTH,
        /// Who listened wanted no more.
        LISTENER
    }

    public Generation {
        tokens = ImmutableList.copyOf(tokens);
    }

    /// The tokens as an array.
    public int[] toArray() { return tokens.stream().mapToInt(token -> token).toArray(); }
}
