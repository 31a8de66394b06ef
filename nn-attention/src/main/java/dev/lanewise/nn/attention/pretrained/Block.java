package dev.lanewise.nn.attention.pretrained;

/// One block of a decoder: `x + attention(norm(x))`, then `x + feedForward(norm(x))`.
///
/// @param inputs queries, keys and values, one below the other
record Block(Norm attentionNorm, Affine inputs, Affine output, Norm feedForwardNorm, FeedForward feedForward) {

    long bytes() {
        return inputs.weight().bytes() + output.weight().bytes() + feedForward.up().weight().bytes() + feedForward.down().weight().bytes();
    }
}
