package dev.lanewise.nn.conv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.testkit.OnnxCase;
import dev.lanewise.testkit.OnnxOperator;
import dev.lanewise.testkit.OnnxTable;
import dev.lanewise.testkit.SharedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Against the outside world: every ONNX case that is about windows, resizing and response norms, counted: what passes today passes tomorrow (`onnx-windows.txt`).
class OnnxTest {

    private static Map<String, OnnxOperator> operators() {
        Map<String, OnnxOperator> all = new HashMap<>(PoolingOperators.all());
        all.putAll(ConvolutionOperators.all());
        all.put("Resize", OnnxOperator.of(ResizeOperator::apply));
        return all;
    }

    @Test void asManyCasesPassAsEver() throws IOException {
        OnnxTable table = OnnxTable.of(OnnxCase.all(SharedFiles.require("conformance/onnx"), operators().keySet()), operators());

        System.out.print(table);
        assertThat(table.toString()).isEqualTo(expected());
    }

    private static String expected() throws IOException {
        try (InputStream resource = OnnxTest.class.getResourceAsStream("onnx-windows.txt")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
