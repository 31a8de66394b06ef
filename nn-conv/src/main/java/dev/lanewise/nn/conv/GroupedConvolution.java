package dev.lanewise.nn.conv;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Forms;
import dev.lanewise.core.tensor.Tensor;
import java.util.ArrayList;
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
        List<Tensor> copies = new ArrayList<>();
        for (int i = 0; i < times; i++) copies.add(column);
        return Forms.concatenate(-1, copies).reshape(x.shape().withLast(x.shape().last() * times));
    }

    private static Tensor inGroups(int groups, Tensor x, Tensor weight, Optional<Tensor> bias, Window window, Activation activation) {
        int depth = weight.shape().extent(2), out = weight.shape().last() / groups;
        List<Tensor> parts = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            int from = group * out;
            parts.add(Convolution.of(x.slice(3, group * depth, (group + 1) * depth), weight.slice(3, from, from + out), bias.map(own -> own.slice(0, from, from + out)), window, activation));
        }
        return Forms.concatenate(3, parts);
    }
}
