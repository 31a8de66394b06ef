package dev.lanewise.nn.attention.pretrained;

import java.util.List;
import java.util.Optional;

/// The weights of a decoder-only transformer and how they are put together.
///
/// @param tokens `[vocabulary, width]`, what a token is on its way in
/// @param positions `[context, width]` flat, what is added for its position; empty if they are turned instead
/// @param head `[vocabulary, width]`, what scores a token on its way out; often the same as [#tokens]
/// @param geometry heads and positions
record Decoder(WeightMatrix tokens, float[] positions, List<Block> blocks, Norm last, WeightMatrix head, Geometry geometry) {

    /// What attention is like in all blocks.
    ///
    /// @param rotary how queries and keys are turned, if they are
    /// @param context the most positions
    /// @param window how many positions are seen at most, the own one included
    record Geometry(Heads heads, Optional<Rotary> rotary, int context, int window) { }

    int width() { return tokens.inputs(); }

    int vocabulary() { return head.outputs(); }

    KeyValueCache cache() { return new KeyValueCache(blocks.size(), geometry.heads(), Math.min(geometry.window(), geometry.context())); }

    /// What is read of memory for each token that is written.
    long bytes() { return head.bytes() + blocks.stream().mapToLong(Block::bytes).sum(); }
}
