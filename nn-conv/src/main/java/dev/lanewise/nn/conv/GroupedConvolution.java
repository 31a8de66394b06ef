package dev.lanewise.nn.conv;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Forms;
import dev.lanewise.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// A convolution whose outputs are in equal groups, each of which sees an equal group of the channels.
///
/// | operand | shape                                             |
/// |---------|---------------------------------------------------|
/// | x       | `[batch, height, width, in]`                      |
/// | weight  | `[kernel height, kernel width, in / groups, out]` |
/// | bias    | `[out]`                                           |
final class GroupedConvolution {

    /// Channels that are worth a product of their own.
    private static final int WIDTH = 32;

    private GroupedConvolution() { }

    static Tensor of(Tensor x, Tensor weight, Optional<Tensor> bias, Window window, Activation activation) {
        int in = x.shape().last(), depth = weight.shape().extent(2);
        if (in == depth) return Convolution.of(x, weight, bias, window, activation);
        if (depth == 1) return depthwise(x, weight, bias, window, activation);
        return inGroups(in / depth, x, weight, bias, window, activation);
    }

    /// One channel for each group, and perhaps several outputs of each channel, which lie side by side.
    ///
    /// @param weight of any shape with the outputs last: the window of output `c · multiplier + m` belongs to channel `c`
    static Tensor depthwise(Tensor x, Tensor weight, Optional<Tensor> bias, Window window, Activation activation) {
        Size kernel = window.kernel();
        int area = kernel.height() * kernel.width(), outputs = weight.size() / area, multiplier = outputs / x.shape().last();
        Tensor windows = weight.reshape(Shape.of(kernel.height(), kernel.width(), outputs));
        return DepthwiseConvolution.of(multiplier == 1 ? x : repeated(x, multiplier), windows, bias, window, activation);
    }

    /// Each channel `times` times: `a a b b c c`.
    private static Tensor repeated(Tensor x, int times) {
        Tensor column = Forms.unsqueeze(x, -1);
        return Forms.concatenate(-1, Collections.nCopies(times, column)).reshape(x.shape().withLast(x.shape().last() * times));
    }

    /// Groups are computed several at a time, as a convolution of all their channels whose weight is zero where a filter doesn't see a channel: that multiplies
    /// more, but products of few channels spend their time on other things.
    private static Tensor inGroups(int groups, Tensor x, Tensor weight, Optional<Tensor> bias, Window window, Activation activation) {
        int depth = weight.shape().extent(2), out = weight.shape().last() / groups, together = together(groups, depth);
        Tensor wide = together == 1 ? weight : widened(weight, out, together);
        List<Tensor> parts = new ArrayList<>();
        for (int group = 0; group < groups; group += together) {
            int from = group * out, end = from + together * out;
            parts.add(Convolution.of(x.slice(3, group * depth, (group + together) * depth), wide.slice(3, from, end), bias.map(own -> own.slice(0, from, end)), window, activation));
        }
        return Forms.concatenate(3, parts);
    }

    /// The largest divisor of the number of groups with no more than [#WIDTH] channels.
    private static int together(int groups, int depth) {
        int together = Math.clamp(WIDTH / depth, 1, groups);
        while (groups % together != 0) together--;
        return together;
    }

    /// `[kernel height, kernel width, together · depth, out]`: each filter's window at the channels that it sees, zeros at those of the groups beside it.
    private static Tensor widened(Tensor weight, int outOfGroup, int together) {
        int depth = weight.shape().extent(2), out = weight.shape().last();
        float[] sees = new float[together * depth * out];
        for (int channel = 0; channel < together * depth; channel++) {
            for (int filter = 0; filter < out; filter++) sees[channel * out + filter] = filter / outOfGroup % together == channel / depth ? 1 : 0;
        }
        Tensor copies = Forms.concatenate(2, Collections.nCopies(together, weight));
        return copies.times(weight.tape().constant(Shape.of(together * depth, out), sees));
    }
}
