package dev.lanewise.testkit;

import dev.lanewise.core.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;

/// ONNX's products, and what works on rows.
final class ProductOperators {

    private ProductOperators() { }

    static Map<String, OnnxOperator> all() {
        Map<String, OnnxOperator> all = new HashMap<>();
        all.put("MatMul", OnnxOperator.of(node -> node.tensor(0).matmul(node.tensor(1))));
        all.put("Gemm", OnnxOperator.of(ProductOperators::gemm));
        return all;
    }

    private static Tensor gemm(OnnxNode node) {
        Tensor x = node.flag("transA", false) ? node.tensor(0).transpose(1, 0) : node.tensor(0), y = node.tensor(1);
        Tensor product = node.flag("transB", false) ? x.matmulTransposed(y) : x.matmul(y);
        Tensor scaled = product.times(node.attributes().number("alpha", 1));
        return node.has(2) ? scaled.plus(node.tensor(2).times(node.attributes().number("beta", 1))) : scaled;
    }
}
