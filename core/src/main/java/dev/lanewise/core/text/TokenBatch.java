package dev.lanewise.core.text;

import com.google.common.collect.ImmutableList;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// Sequences of unlike lengths as one tensor: short ones are filled up behind.
///
/// @param ids the tokens, `[sequences, longest]`
/// @param mask `[sequences, longest]`: 1 where a token counts, 0 where it fills up
public record TokenBatch(Tensor ids, Tensor mask) {

    /// As wide as the longest of them.
    public static TokenBatch of(List<int[]> sequences, int padding) { return of(sequences, sequences.stream().mapToInt(sequence -> sequence.length).max().orElse(0), padding); }

    /// So wide.
    ///
    /// @param padding the token that fills up
    /// @throws IllegalArgumentException if a sequence is longer
    public static TokenBatch of(List<int[]> sequences, int width, int padding) {
        float[] ids = new float[Math.multiplyExact(sequences.size(), width)], mask = new float[ids.length];
        Arrays.fill(ids, padding);
        for (int row = 0; row < sequences.size(); row++) {
            int[] sequence = sequences.get(row);
            if (sequence.length > width) throw new IllegalArgumentException("TokenBatch: expected at most " + width + " tokens, but sequence " + row + " has " + sequence.length);
            for (int i = 0; i < sequence.length; i++) {
                ids[row * width + i] = sequence[i];
                mask[row * width + i] = 1;
            }
        }
        Shape shape = Shape.of(sequences.size(), width);
        return new TokenBatch(Tensor.of(shape, ids), Tensor.of(shape, mask));
    }

    /// Numbers of sequences of about the same length, so that little is filled up when each group is padded alone.
    ///
    /// Group `i` holds those that are at most `bounds[i]` long and longer than the bound before, in their order; a last group holds the longer ones.
    ///
    /// @param bounds rising
    public static List<List<Integer>> buckets(List<int[]> sequences, int... bounds) {
        for (int i = 1; i < bounds.length; i++) if (bounds[i] <= bounds[i - 1]) throw new IllegalArgumentException("TokenBatch: expected rising bounds, but got " + Arrays.toString(bounds));
        ImmutableList.Builder<List<Integer>> groups = ImmutableList.builder();
        for (int group = 0; group <= bounds.length; group++) {
            int above = group == 0 ? -1 : bounds[group - 1], most = group == bounds.length ? Integer.MAX_VALUE : bounds[group];
            groups.add(java.util.stream.IntStream.range(0, sequences.size()).filter(i -> sequences.get(i).length > above && sequences.get(i).length <= most).boxed().toList());
        }
        return groups.build();
    }
}
