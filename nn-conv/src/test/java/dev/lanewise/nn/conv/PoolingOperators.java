package dev.lanewise.nn.conv;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.GlobalAverage;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.testkit.OnnxNode;
import dev.lanewise.testkit.OnnxOperator;
import java.util.Map;

/// ONNX's operators of pooling in one, two and three dimensions.
final class PoolingOperators {

    private PoolingOperators() { }

    static Map<String, OnnxOperator> all() {
        return Map.of("MaxPool", OnnxOperator.of(PoolingOperators::largest), "AveragePool", OnnxOperator.of(PoolingOperators::average),
                "LpPool", OnnxOperator.of(PoolingOperators::norm), "GlobalMaxPool", OnnxOperator.of(node -> global(node, GlobalMax.of())),
                "GlobalAveragePool", OnnxOperator.of(node -> global(node, GlobalAverage.of())));
    }

    private static Tensor largest(OnnxNode node) {
        if (node.outputs() > 1) throw new UnsupportedOperationException("the place of the largest value");
        return pool(node, (x, window) -> apply(new MaxPool2D(window), x));
    }

    private static Tensor average(OnnxNode node) {
        boolean countPadding = node.flag("count_include_pad", false);
        return pool(node, (x, window) -> apply(new AveragePool2D(window, countPadding), x));
    }

    private static Tensor norm(OnnxNode node) {
        double p = node.attributes().number("p", 2);
        return pool(node, (x, window) -> apply(new LpPool2D(p, window), x));
    }

    private static Tensor global(OnnxNode node, Layer layer) {
        Tensor x = node.tensor(0), y = apply(layer, x.transpose(0, 2, 3, 1));
        return y.reshape(Shape.of(y.shape().extent(0), y.shape().last(), 1, 1));
    }

    private static Tensor apply(Layer layer, Tensor x) { return layer.bind(x.shape(), Seed.of(0)).forward(x); }

    private interface Pool {
        Tensor of(Tensor images, Window window);
    }

    private static Tensor pool(OnnxNode node, Pool pool) {
        OnnxImages images = new OnnxImages(node);
        Tensor x = node.tensor(0);
        if (x.shape().rank() < 5) return images.restored(pool.of(images.of(x), images.window(images.of(x).shape())));
        Tensor volumes = x.transpose(0, 2, 3, 4, 1);
        return images.volumes(volumes).pooled(volumes, pool::of).transpose(0, 4, 1, 2, 3);
    }
}
