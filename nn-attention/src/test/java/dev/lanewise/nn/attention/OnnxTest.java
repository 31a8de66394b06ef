package dev.lanewise.nn.attention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.testkit.OnnxCase;
import dev.lanewise.testkit.OnnxTable;
import dev.lanewise.testkit.SharedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Against the outside world: every ONNX case about attention, counted: what passes today passes tomorrow (`onnx-attention.txt`).
class OnnxTest {

    @Test void asManyCasesPassAsEver() throws IOException {
        OnnxTable table = OnnxTable.of(OnnxCase.all(SharedFiles.require("conformance/onnx"), AttentionOperators.all().keySet()), AttentionOperators.all());

        System.out.print(table);
        assertThat(table.toString()).isEqualTo(expected());
    }

    private static String expected() throws IOException {
        try (InputStream resource = OnnxTest.class.getResourceAsStream("onnx-attention.txt")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
