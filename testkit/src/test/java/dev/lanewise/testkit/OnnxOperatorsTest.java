package dev.lanewise.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Every ONNX case that core's operations can express, counted: what passes today passes tomorrow (`onnx-operators.txt`).
class OnnxOperatorsTest {

    private static Map<String, OnnxOperator> operators() {
        Map<String, OnnxOperator> all = new HashMap<>(ElementOperators.all());
        all.putAll(FormOperators.all());
        all.putAll(ProductOperators.all());
        all.putAll(ReductionOperators.all());
        all.putAll(LookupOperators.all());
        return all;
    }

    @Test void asManyCasesPassAsEver() throws IOException {
        OnnxTable table = OnnxTable.of(OnnxCase.all(SharedFiles.require("conformance/onnx"), operators().keySet()), operators());

        System.out.print(table);
        assertThat(table.toString()).isEqualTo(expected());
    }

    private static String expected() throws IOException {
        try (InputStream resource = OnnxOperatorsTest.class.getResourceAsStream("onnx-operators.txt")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
