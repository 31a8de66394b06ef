package dev.lanewise.nn.conv;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Forms;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.testkit.OnnxNode;
import dev.lanewise.testkit.OnnxOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// ONNX's operators of convolution and of response norms.
final class ConvolutionOperators {

    private ConvolutionOperators() { }

    static Map<String, OnnxOperator> all() {
        return Map.of("Conv", OnnxOperator.of(ConvolutionOperators::convolution), "ConvTranspose", OnnxOperator.of(ConvolutionOperators::transposed),
                "LRN", OnnxOperator.of(ConvolutionOperators::responseNorm));
    }

    private static Tensor convolution(OnnxNode node) {
        OnnxImages images = new OnnxImages(node);
        if (node.tensor(0).shape().rank() > 4) return deep(node, images);
        Tensor x = images.of(node.tensor(0)), weight = images.of(node.tensor(1)).transpose(1, 2, 3, 0);        // [kernel height, kernel width, in / groups, out]
        return images.restored(GroupedConvolution.of(x, weight, bias(node), images.window(x.shape()), Activation.IDENTITY));
    }

    private static Optional<Tensor> bias(OnnxNode node) { return node.has(2) ? Optional.of(node.tensor(2)) : Optional.empty(); }

    private static Tensor deep(OnnxNode node, OnnxImages images) {
        if (node.attributes().integer("group", 1) > 1) throw new UnsupportedOperationException("groups of volumes");
        Tensor x = node.tensor(0).transpose(0, 2, 3, 4, 1), weight = node.tensor(1).transpose(2, 3, 4, 1, 0);
        return images.volumes(x).convolution(x, weight, bias(node), Activation.IDENTITY).transpose(0, 4, 1, 2, 3);
    }

    private static Tensor transposed(OnnxNode node) {
        if (node.tensor(0).shape().rank() > 4) throw new UnsupportedOperationException("three dimensions");
        OnnxImages images = new OnnxImages(node);
        int groups = node.attributes().integer("group", 1);
        Tensor x = images.of(node.tensor(0)), weight = images.of(node.tensor(1)).transpose(1, 2, 3, 0);        // [kernel height, kernel width, out / groups, in]
        int in = x.shape().last() / groups;
        List<Tensor> parts = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            Tensor own = weight.slice(3, group * in, (group + 1) * in), part = x.slice(3, group * in, (group + 1) * in);
            parts.add(TransposedConvolution.of(part, own, bias(node), images.transposed(part.shape(), own.shape().extent(2)), Activation.IDENTITY));
        }
        return images.restored(Forms.concatenate(3, parts));
    }

    private static Tensor responseNorm(OnnxNode node) {
        LocalResponseNorm layer = new LocalResponseNorm(node.attributes().integer("size"), node.attributes().number("alpha", 1e-4), node.attributes().number("beta", 0.75),
                node.attributes().number("bias", 1));
        Tensor x = node.tensor(0).transpose(0, 2, 3, 1);
        return layer.bind(x.shape(), Seed.of(0)).forward(x).transpose(0, 3, 1, 2);
    }
}
