package dev.lanewise.nn.conv;

import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.Activate;
import dev.lanewise.core.layer.Add;
import dev.lanewise.core.layer.BatchNorm;
import dev.lanewise.core.layer.Combine;
import dev.lanewise.core.layer.Concatenate;
import dev.lanewise.core.layer.Graph;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Node;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Initializer;

/// Layers that known networks of images are built of, as compositions of others: `[batch, height, width, channels]` in, images out.
///
/// Convolutions have no bias where a batch norm follows. A composition can be saved, drawn as a summary and folded like any other network.
public final class Blocks {

    private static final double MOMENTUM = 0.9;
    private static final double EPSILON = 1e-5;

    private Blocks() { }

    /// A convolution that keeps the size divided by its stride, without bias, begun for ReLU.
    static Conv2D convolution(int filters, int kernel, int stride) {
        return Conv2D.of(filters, kernel).stride(stride).same().bias(false).initializer(Initializer.HE_NORMAL);
    }

    static BatchNorm norm() { return BatchNorm.of().momentum(MOMENTUM).epsilon(EPSILON); }

    private static Activate relu() { return Activate.of(Activation.RELU); }

    private static Node image(int channels) { return Node.input(Shape.ANY, Shape.ANY, channels); }

    /// `relu(inner(x) + x)` with two convolutions of 3 × 3 inside, each with batch norm; where the shape changes the way around is a 1 × 1 convolution with batch norm.
    ///
    /// @param channels of the input
    /// @param filters channels of the output
    /// @param stride of the first convolution
    /// @see <a href="https://arxiv.org/abs/1512.03385">He et al. (2016)</a>
    public static Graph residual(int channels, int filters, int stride) {
        Node x = image(channels);
        Node inner = x.then(convolution(filters, 3, stride)).then(norm()).then(relu()).then(convolution(filters, 3, 1)).then(norm());
        Node around = channels == filters && stride == 1 ? x : x.then(convolution(filters, 1, stride)).then(norm());
        return Node.of(Add.of(), inner, around).then(relu()).graph(x);
    }

    /// A window of 3 × 3 over each channel, then a mixture of channels, each with batch norm and ReLU.
    ///
    /// @param filters channels of the output
    /// @param stride of the window
    /// @see <a href="https://arxiv.org/abs/1704.04861">Howard et al. (2017)</a>
    public static Sequential depthwiseSeparable(int filters, int stride) {
        DepthwiseConv2D window = DepthwiseConv2D.of(3).stride(stride).same().bias(false);
        return Sequential.of(window, norm(), relu(), convolution(filters, 1, 1), norm(), relu());
    }

    /// `x · sigmoid(W₂ relu(W₁ mean(x)))`: each channel gets a weight by what all of them are on average.
    ///
    /// @param channels of input and output
    /// @param ratio how many times fewer units stand in between, usually 16
    /// @see <a href="https://arxiv.org/abs/1709.01507">Hu et al. (2018)</a>
    public static Graph squeezeExcite(int channels, int ratio) {
        Node x = image(channels);
        Node weights = x.then(AdaptiveAveragePool2D.of(1)).then(Conv2D.of(Math.max(1, channels / ratio), 1).relu()).then(Conv2D.of(channels, 1).activation(Activation.SIGMOID));
        return Node.of(Combine.multiply(), x, weights).graph(x);
    }

    /// How many channels the branches of an [inception][#inception] block have.
    ///
    /// @param one of the 1 × 1 convolution
    /// @param threeReduced in front of the 3 × 3 convolution
    /// @param three of the 3 × 3 convolution
    /// @param fiveReduced in front of the 5 × 5 convolution
    /// @param five of the 5 × 5 convolution
    /// @param pooled behind the largest of 3 × 3
    public record Branches(int one, int threeReduced, int three, int fiveReduced, int five, int pooled) { }

    /// Convolutions of 1 × 1, 3 × 3 and 5 × 5 and the largest of 3 × 3 side by side, their channels one behind the other.
    ///
    /// @param channels of the input
    /// @see <a href="https://arxiv.org/abs/1409.4842">Szegedy et al. (2015)</a>
    public static Graph inception(int channels, Branches branches) {
        Node x = image(channels);
        Node one = x.then(Conv2D.of(branches.one, 1).relu());
        Node three = x.then(Conv2D.of(branches.threeReduced, 1).relu()).then(Conv2D.of(branches.three, 3).same().relu());
        Node five = x.then(Conv2D.of(branches.fiveReduced, 1).relu()).then(Conv2D.of(branches.five, 5).same().relu());
        Node pooled = x.then(MaxPool2D.of(3).stride(1).same()).then(Conv2D.of(branches.pooled, 1).relu());
        return Node.of(Concatenate.of(), one, three, five, pooled).graph(x);
    }

    /// What begins a network of blocks: a convolution with batch norm and ReLU.
    static Layer stem(int filters) { return Sequential.of(convolution(filters, 3, 1), norm(), relu()); }
}
