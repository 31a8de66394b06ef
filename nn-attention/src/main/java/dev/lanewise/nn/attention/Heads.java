package dev.lanewise.nn.attention;

import dev.lanewise.core.tensor.Tensor;

/// Heads of a tensor `[batch, room, …]` where they stand, side by side among whatever else its rows hold.
///
/// @param offset where the first head begins in a row
/// @param count how many there are
/// @param width of one
record Heads(Tensor tensor, int offset, int count, int width) {

    /// All that a tensor holds.
    static Heads of(Tensor tensor, int count) { return new Heads(tensor, 0, count, tensor.shape().last() / count); }

    int batch() { return tensor.shape().extent(0); }

    int steps() { return tensor.shape().extent(1); }

    /// From one row to the next.
    int stride() { return tensor.shape().last(); }

    int at(int sample, int step, int head) { return (sample * steps() + step) * stride() + offset + head * width; }

    float[] data() { return tensor.data(); }
}
