package dev.lanewise.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.loss.CrossEntropy;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.loss.Outputs;
import dev.lanewise.core.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every ONNX case of the cross-entropies, counted (`onnx-losses.txt`): class weights, ignored labels, means, sums and none.
class OnnxLossesTest {

    private static final Map<String, OnnxOperator> OPERATORS = Map.of(
            "SoftmaxCrossEntropyLoss", node -> List.of(loss(node, Outputs.LOGITS), classesSecond(classesLast(node.tensor(0)).logSoftmax())),
            "NegativeLogLikelihoodLoss", node -> List.of(loss(node, Outputs.LOG_PROBABILITIES)));

    private static Tensor loss(OnnxNode node, Outputs outputs) {
        CrossEntropy loss = Loss.crossEntropy().outputs(outputs);
        if (node.attributes().has("ignore_index")) loss = loss.ignoring(node.attributes().integer("ignore_index"));
        if (node.has(2)) loss = loss.classWeights(Stream.of(node.tensor(2)).flatMap(weights -> IntStream.range(0, weights.size()).mapToObj(i -> (double) weights.get(i))).toArray(Double[]::new));
        Tensor output = classesLast(node.tensor(0)), labels = node.tensor(1);
        return switch (node.attributes().text("reduction", "mean")) {
            case "none" -> loss.each(output, labels);
            case "sum" -> loss.each(output, labels).sum();
            default -> loss.of(output, labels);
        };
    }

    /// ONNX has the classes as the second axis.
    private static Tensor classesLast(Tensor x) {
        int rank = x.shape().rank();
        return x.transpose(IntStream.range(0, rank).map(axis -> axis == 0 ? 0 : axis == rank - 1 ? 1 : axis + 1).toArray());
    }

    private static Tensor classesSecond(Tensor x) {
        int rank = x.shape().rank();
        return x.transpose(IntStream.range(0, rank).map(axis -> axis == 0 ? 0 : axis == 1 ? rank - 1 : axis - 1).toArray());
    }

    @Test void asManyCasesPassAsEver() throws IOException {
        OnnxTable table = OnnxTable.of(OnnxCase.all(SharedFiles.require("conformance/onnx"), OPERATORS.keySet()), OPERATORS);

        try (InputStream expected = OnnxLossesTest.class.getResourceAsStream("onnx-losses.txt")) {
            assertThat(table.toString()).isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
