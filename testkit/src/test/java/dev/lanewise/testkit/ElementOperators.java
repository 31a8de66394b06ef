package dev.lanewise.testkit;

import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.kernel.ElementFunction;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;

/// ONNX's arithmetic and functions of each element.
final class ElementOperators {

    private ElementOperators() { }

    static Map<String, OnnxOperator> all() {
        Map<String, OnnxOperator> all = new HashMap<>(functions());
        all.put("Add", binary(Tensor::plus));
        all.put("Sub", binary(Tensor::minus));
        all.put("Mul", binary(Tensor::times));
        all.put("Sum", OnnxOperator.of(node -> node.all().stream().reduce(Tensor::plus).orElseThrow()));
        all.put("Mean", OnnxOperator.of(node -> node.all().stream().reduce(Tensor::plus).orElseThrow().dividedBy(node.all().size())));
        return all;
    }

    private static Map<String, OnnxOperator> functions() {
        Map<String, OnnxOperator> all = new HashMap<>();
        Map.of("Exp", ElementFunction.EXP, "Log", ElementFunction.LOG, "Sqrt", ElementFunction.SQRT, "Abs", ElementFunction.ABS,
                "Reciprocal", ElementFunction.RECIPROCAL, "Sin", ElementFunction.SIN, "Cos", ElementFunction.COS, "Tanh", ElementFunction.TANH,
                "Erf", ElementFunction.ERF, "Sigmoid", ElementFunction.SIGMOID).forEach((name, function) -> all.put(name, map(function)));
        Map.of("Relu", ElementFunction.RELU, "Mish", ElementFunction.MISH, "Softplus", ElementFunction.SOFTPLUS, "Softsign", ElementFunction.SOFTSIGN)
                .forEach((name, function) -> all.put(name, map(function)));
        all.put("Neg", OnnxOperator.of(node -> node.tensor(0).negated()));
        all.put("Identity", OnnxOperator.of(node -> node.tensor(0)));
        all.put("Gelu", OnnxOperator.of(node -> node.tensor(0).map(node.attributes().text("approximate", "none").equals("tanh") ? ElementFunction.GELU_TANH : ElementFunction.GELU)));
        return all;
    }

    private static OnnxOperator binary(BinaryOperator<Tensor> operation) { return OnnxOperator.of(node -> operation.apply(node.tensor(0), node.tensor(1))); }

    private static OnnxOperator map(ElementFunction function) { return OnnxOperator.of(node -> node.tensor(0).map(function)); }
}
