package dev.lanewise.testkit;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Activations;
import dev.lanewise.core.tensor.Comparisons;
import dev.lanewise.core.tensor.Functions;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.kernel.ElementFunction;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// ONNX's arithmetic, comparisons and functions of each element.
final class ElementOperators {

    private ElementOperators() { }

    static Map<String, OnnxOperator> all() {
        Map<String, OnnxOperator> all = new HashMap<>();
        arithmetic(all);
        comparisons(all);
        functions(all);
        activations(all);
        return all;
    }

    private static void arithmetic(Map<String, OnnxOperator> all) {
        all.put("Add", binary(Tensor::plus));
        all.put("Sub", binary(Tensor::minus));
        all.put("Mul", binary(Tensor::times));
        all.put("Div", OnnxOperator.of(node -> node.isWhole(0) ? Functions.truncate(node.tensor(0).dividedBy(node.tensor(1))) : node.tensor(0).dividedBy(node.tensor(1))));
        all.put("Pow", binary(Tensor::power));
        all.put("Mod", OnnxOperator.of(ElementOperators::mod));
        all.put("Max", OnnxOperator.of(node -> node.all().stream().reduce(Tensor::maximum).orElseThrow()));
        all.put("Min", OnnxOperator.of(node -> node.all().stream().reduce(Tensor::minimum).orElseThrow()));
        all.put("Sum", OnnxOperator.of(node -> node.all().stream().reduce(Tensor::plus).orElseThrow()));
        all.put("Mean", OnnxOperator.of(node -> node.all().stream().reduce(Tensor::plus).orElseThrow().dividedBy(node.all().size())));
    }

    /// With `fmod` the sign is that of the dividend.
    private static Tensor mod(OnnxNode node) {
        Tensor x = node.tensor(0), y = node.tensor(1);
        return node.flag("fmod", false) ? Functions.sign(x).times(x.abs().remainder(y.abs())) : x.remainder(y);
    }

    private static void comparisons(Map<String, OnnxOperator> all) {
        all.put("Equal", binary(Comparisons::equal));
        all.put("Less", binary(Comparisons::less));
        all.put("LessOrEqual", binary(Comparisons::lessOrEqual));
        all.put("Greater", binary(Comparisons::greater));
        all.put("GreaterOrEqual", binary(Comparisons::greaterOrEqual));
        all.put("And", binary(Comparisons::and));
        all.put("Or", binary(Comparisons::or));
        all.put("Xor", binary(Comparisons::xor));
        all.put("Not", unary(Comparisons::not));
        all.put("IsNaN", unary(Comparisons::isNaN));
        all.put("IsInf", OnnxOperator.of(ElementOperators::isInfinite));
        all.put("Where", OnnxOperator.of(node -> Comparisons.where(node.tensor(0), node.tensor(1), node.tensor(2))));
    }

    private static Tensor isInfinite(OnnxNode node) {
        Tensor x = node.tensor(0);
        Tensor above = node.flag("detect_positive", true) ? Comparisons.equal(x, number(Float.POSITIVE_INFINITY)) : Comparisons.less(x, x);
        Tensor below = node.flag("detect_negative", true) ? Comparisons.equal(x, number(Float.NEGATIVE_INFINITY)) : Comparisons.less(x, x);
        return Comparisons.or(above, below);
    }

    private static Tensor number(double number) { return Tensor.of(Shape.scalar(), (float) number); }

    private static void functions(Map<String, OnnxOperator> all) {
        Map.of("Exp", ElementFunction.EXP, "Log", ElementFunction.LOG, "Sqrt", ElementFunction.SQRT, "Abs", ElementFunction.ABS,
                "Reciprocal", ElementFunction.RECIPROCAL, "Sin", ElementFunction.SIN, "Cos", ElementFunction.COS, "Tanh", ElementFunction.TANH,
                "Erf", ElementFunction.ERF, "Sigmoid", ElementFunction.SIGMOID).forEach((name, function) -> all.put(name, map(function)));
        all.put("Tan", unary(Functions::tan));
        all.put("Asin", unary(Functions::asin));
        all.put("Acos", unary(Functions::acos));
        all.put("Atan", unary(Functions::atan));
        all.put("Sinh", unary(Functions::sinh));
        all.put("Cosh", unary(Functions::cosh));
        all.put("Asinh", unary(Functions::asinh));
        all.put("Acosh", unary(Functions::acosh));
        all.put("Atanh", unary(Functions::atanh));
        all.put("Floor", unary(Functions::floor));
        all.put("Ceil", unary(Functions::ceil));
        all.put("Round", unary(Functions::round));
        all.put("Sign", unary(Functions::sign));
        all.put("Neg", unary(Tensor::negated));
        all.put("Identity", unary(x -> x));
        all.put("Clip", OnnxOperator.of(ElementOperators::clip));
    }

    /// The least of the two limits counts, as in NumPy's `minimum(high, maximum(x, low))`.
    private static Tensor clip(OnnxNode node) {
        double low = node.has(1) ? node.stored(1).doubles()[0] : node.attributes().number("min", Double.NEGATIVE_INFINITY);
        double high = node.has(2) ? node.stored(2).doubles()[0] : node.attributes().number("max", Double.POSITIVE_INFINITY);
        return node.tensor(0).clip(Math.min(low, high), high);
    }

    private static void activations(Map<String, OnnxOperator> all) {
        Map.of("Relu", ElementFunction.RELU, "Mish", ElementFunction.MISH, "Softplus", ElementFunction.SOFTPLUS, "Softsign", ElementFunction.SOFTSIGN)
                .forEach((name, function) -> all.put(name, map(function)));
        all.put("Gelu", OnnxOperator.of(node -> node.tensor(0).map(node.attributes().text("approximate", "none").equals("tanh") ? ElementFunction.GELU_TANH : ElementFunction.GELU)));
        all.put("LeakyRelu", OnnxOperator.of(node -> Activations.leakyRelu(node.attributes().number("alpha", 0.01)).of(node.tensor(0))));
        all.put("Elu", OnnxOperator.of(node -> Activations.elu(node.attributes().number("alpha", 1)).of(node.tensor(0))));
        all.put("Celu", OnnxOperator.of(node -> Activations.celu(node.attributes().number("alpha", 1)).of(node.tensor(0))));
        all.put("Selu", OnnxOperator.of(ElementOperators::selu));
        all.put("ThresholdedRelu", OnnxOperator.of(node -> Activations.threshold(node.attributes().number("alpha", 1), 0).of(node.tensor(0))));
        all.put("HardSigmoid", OnnxOperator.of(node -> Activations.hardSigmoid(node.attributes().number("alpha", 0.2), node.attributes().number("beta", 0.5)).of(node.tensor(0))));
        all.put("HardSwish", unary(x -> x.times(Activations.hardSigmoid(1 / 6.0, 0.5).of(x))));
        all.put("Swish", OnnxOperator.of(node -> node.tensor(0).times(node.tensor(0).times(node.attributes().number("alpha", 1)).sigmoid())));
        all.put("PRelu", OnnxOperator.of(ElementOperators::prelu));
        all.put("Shrink", OnnxOperator.of(ElementOperators::shrink));
    }

    /// Before version 7 the slopes were those of the channels, the second axis.
    private static Tensor prelu(OnnxNode node) {
        Tensor x = node.tensor(0), slope = node.tensor(1);
        if (node.opset() >= 7 || slope.size() == 1) return Activations.prelu(x, slope);
        int[] extents = new int[x.shape().rank() - 1];
        java.util.Arrays.fill(extents, 1);
        extents[0] = slope.size();
        return Activations.prelu(x, slope.reshape(Shape.of(extents)));
    }

    private static Tensor selu(OnnxNode node) {
        if (!node.attributes().has("alpha") && !node.attributes().has("gamma")) return Activation.SELU.of(node.tensor(0));
        return Activations.elu(node.attributes().number("alpha", 1.67326)).of(node.tensor(0)).times(node.attributes().number("gamma", 1.0507));
    }

    private static Tensor shrink(OnnxNode node) {
        double lambda = node.attributes().number("lambd", 0.5), bias = node.attributes().number("bias", 0);
        Tensor kept = Activations.hardShrink(lambda).of(node.tensor(0));
        return bias == 0 ? kept : kept.minus(Functions.sign(kept).times(bias));
    }

    private static OnnxOperator binary(BinaryOperator<Tensor> operation) { return OnnxOperator.of(node -> operation.apply(node.tensor(0), node.tensor(1))); }

    private static OnnxOperator unary(UnaryOperator<Tensor> operation) { return OnnxOperator.of(node -> operation.apply(node.tensor(0))); }

    private static OnnxOperator map(ElementFunction function) { return OnnxOperator.of(node -> node.tensor(0).map(function)); }
}
