package dev.lanewise.nn.conv;

import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.testkit.OnnxNode;
import dev.lanewise.testkit.OnnxOperator;
import java.util.Map;
import java.util.Optional;

/// ONNX's operators of convolution in one and two dimensions.
final class ConvolutionOperators {

    private ConvolutionOperators() { }

    static Map<String, OnnxOperator> all() { return Map.of("Conv", OnnxOperator.of(ConvolutionOperators::convolution)); }

    private static Tensor convolution(OnnxNode node) {
        if (node.tensor(0).shape().rank() > 4) throw new UnsupportedOperationException("three dimensions");
        if (node.attributes().integer("group", 1) > 1) throw new UnsupportedOperationException("groups");
        OnnxImages images = new OnnxImages(node);
        Tensor x = images.of(node.tensor(0)), weight = images.of(node.tensor(1)).transpose(1, 2, 3, 0);        // [kernel height, kernel width, in, out]
        Optional<Tensor> bias = node.has(2) ? Optional.of(node.tensor(2)) : Optional.empty();
        return images.restored(Convolution.of(x, weight, bias, images.window(x.shape()), Activation.IDENTITY));
    }
}
