package dev.lanewise.nn.conv;

import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.Activate;
import dev.lanewise.core.layer.Add;
import dev.lanewise.core.layer.BatchNorm;
import dev.lanewise.core.layer.GlobalAverage;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Node;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Initializer;
import java.util.ArrayList;
import java.util.List;

/// The layers of a residual network for small images: a convolution, three stages of blocks with a way around each, and a mean.
///
/// Stages have 1, 2 and 4 times as many filters; the second and third begin with a stride of 2. Convolutions have no bias, because the batch
/// norm behind each has one. Where a block changes the shape, its way around is a 1 × 1 convolution with batch norm.
///
/// @param filters of the first stage
/// @param blocks in each stage
/// @see <a href="https://arxiv.org/abs/1512.03385">He et al. (2016), section 4.2</a>
record ResNet(int filters, int blocks) {

    private static final int STAGES = 3;
    private static final double MOMENTUM = 0.9;

    List<Layer> layers(int channels) {
        List<Layer> layers = new ArrayList<>(List.of(convolution(filters, 3, 1), norm(), Activate.of(Activation.RELU)));
        for (int stage = 0; stage < STAGES; stage++) {
            for (int block = 0; block < blocks; block++) layers.add(block(stage, block));
        }
        layers.add(GlobalAverage.of());
        return layers;
    }

    private Layer block(int stage, int block) {
        boolean changes = stage > 0 && block == 0;
        int width = filters << stage;
        return block(changes ? width / 2 : width, width, changes ? 2 : 1);
    }

    /// `relu(inner(x) + x)` with two convolutions inside.
    private static Layer block(int channels, int width, int stride) {
        Node x = Node.input(Shape.ANY, Shape.ANY, channels);
        Node inner = x.then(convolution(width, 3, stride)).then(norm()).then(Activate.of(Activation.RELU)).then(convolution(width, 3, 1)).then(norm());
        Node around = channels == width && stride == 1 ? x : x.then(convolution(width, 1, stride)).then(norm());
        return Node.of(Add.of(), inner, around).then(Activate.of(Activation.RELU)).graph(x);
    }

    private static Conv2D convolution(int filters, int kernel, int stride) {
        return Conv2D.of(filters, kernel).stride(stride).same().bias(false).initializer(Initializer.HE_NORMAL);
    }

    private static BatchNorm norm() { return BatchNorm.of().momentum(MOMENTUM).epsilon(1e-5); }
}
