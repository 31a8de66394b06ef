package dev.lanewise.testkit;

import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// One step of an [OnnxCase] with its operands at hand.
///
/// @param operator the name of the operator: `Add`
/// @param opset the version of ONNX that says what it means
/// @param attributes the attributes that are no tensors
/// @param operands empty where the step leaves one out
/// @param attributeTensors the attributes that are tensors, by name
/// @param outputs how many outputs the step names
public record OnnxNode(String operator, int opset, Options attributes, List<Optional<StoredTensor>> operands, Map<String, StoredTensor> attributeTensors, int outputs) {

    public boolean has(int operand) { return operand < operands.size() && operands.get(operand).isPresent(); }

    /// An operand as it is stored.
    public StoredTensor stored(int operand) {
        if (!has(operand)) throw new IllegalArgumentException(operator + ": expected operand " + operand + ", but it is left out");
        return operands.get(operand).orElseThrow();
    }

    /// An operand in float32, which belongs to no tape.
    public Tensor tensor(int operand) { return Tensor.of(stored(operand).shape(), stored(operand).floats()); }

    /// All operands that are not left out.
    public List<Tensor> all() { return IntStream.range(0, operands.size()).filter(this::has).mapToObj(this::tensor).toList(); }

    /// Whether an operand has whole numbers or truth values.
    public boolean isWhole(int operand) { return stored(operand) instanceof StoredTensor.Longs; }

    /// The whole numbers of an operand, those beyond an `int` as the nearest one.
    public int[] integers(int operand) {
        if (!(stored(operand) instanceof StoredTensor.Longs(Shape _, long[] values))) throw new IllegalArgumentException(operator + ": expected whole numbers as operand " + operand);
        return Arrays.stream(values).mapToInt(value -> Math.clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE)).toArray();
    }

    /// The whole numbers of an operand, or of an attribute as older versions had it, or a default.
    public int[] integers(int operand, String attribute, int... otherwise) {
        return has(operand) ? integers(operand) : attributes.integers(attribute, otherwise);
    }

    /// Whether an attribute is there and not 0.
    public boolean flag(String attribute, boolean otherwise) { return attributes.integer(attribute, otherwise ? 1 : 0) != 0; }
}
