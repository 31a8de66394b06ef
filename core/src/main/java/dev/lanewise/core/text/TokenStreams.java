package dev.lanewise.core.text;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.TensorDataset;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;

/// One long sequence of tokens as samples for truncated back-propagation through time: it is cut into streams that are read side by side, and those
/// into chunks that follow one another.
///
/// Sample `t · streams + i` is chunk `t` of stream `i`: batches of as many samples as there are streams, in the order of the data, go through all
/// streams at once, and a layer that carries its states from step to step goes on where the chunk before ended. The target of each token is the
/// next one; what is left over at the end of the sequence is left out.
public final class TokenStreams {

    private TokenStreams() { }

    /// Chunks of `length` tokens, `[length]`, and the tokens that follow, `[length]`.
    ///
    /// @param names of the tokens, in the order of their numbers
    /// @throws DataException if the sequence is too short for one chunk in each stream
    public static TensorDataset of(int[] tokens, List<String> names, int streams, int length) {
        int chunks = (tokens.length - 1) / streams / length;
        if (chunks < 1) {
            throw new DataException("TokenStreams: expected at least " + (streams * (long) length + 1) + " tokens for " + streams + " streams of chunks of " + length + ", but got " + tokens.length + ". Take fewer or shorter ones");
        }
        float[] inputs = new float[chunks * streams * length], targets = new float[inputs.length];
        for (int at = 0; at < inputs.length; at++) {
            int sample = at / length, from = (sample % streams * chunks + sample / streams) * length + at % length;
            inputs[at] = tokens[from];
            targets[at] = tokens[from + 1];
        }
        Shape shape = Shape.of(chunks * streams, length);
        return TensorDataset.of(Tensor.of(shape, inputs)).target(Target.classes("next", names), Tensor.of(shape, targets));
    }
}
