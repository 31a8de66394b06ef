package dev.lanewise.core.tensor;

import dev.lanewise.core.Shape;
import dev.lanewise.core.loss.Loss;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// One case of `operations.txt`: an operation, its operands, and what PyTorch makes of them.
///
/// @param number where it stands in the file, counted from 1
/// @param title the operation and its arguments: `slice -1 1 4`
/// @param operands the values of the operands
/// @param weights `r` of the scalar `L = Σ r · result`
/// @param result the value of the operation
/// @param gradients of `L` by the operands that have one, by their numbers
record OperationCase(int number, String title, List<Tensor> operands, Tensor weights, Tensor result, Map<Integer, Tensor> gradients) {

    static List<OperationCase> all() {
        var resource = Objects.requireNonNull(OperationCase.class.getResourceAsStream("operations.txt"), "operations.txt");
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            List<OperationCase> cases = new ArrayList<>();
            for (String line : reader.lines().filter(text -> !text.startsWith("#")).toList()) {
                if (line.startsWith("case ")) {
                    cases.add(new OperationCase(cases.size() + 1, line.substring(5), new ArrayList<>(), Tensor.vector(), Tensor.vector(), new TreeMap<>()));
                } else {
                    cases.add(cases.removeLast().with(line));
                }
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private OperationCase with(String line) {
        String[] words = line.split(" ");
        Tensor tensor = tensor(words);
        switch (words[0]) {
            case "operand" -> operands.add(tensor);
            case "weights" -> { return new OperationCase(number, title, operands, tensor, result, gradients); }
            case "result" -> { return new OperationCase(number, title, operands, weights, tensor, gradients); }
            case "gradient" -> gradients.put(Integer.parseInt(words[1].substring(1)), tensor);
            default -> throw new IllegalStateException("operations.txt: expected a known kind of line, but got " + words[0]);
        }
        return this;
    }

    private static Tensor tensor(String... words) {
        String extents = words[2].substring(1, words[2].length() - 1);
        Shape shape = extents.isEmpty() ? Shape.scalar() : Shape.of(Arrays.stream(extents.split(",")).mapToInt(Integer::parseInt).toArray());
        float[] values = new float[words.length - 3];
        for (int i = 0; i < values.length; i++) values[i] = Float.parseFloat(words[i + 3]);
        return Tensor.of(shape, values);
    }

    /// Applies the operation that the title names; operands that have no gradient stay what they are.
    Tensor apply(List<Tensor> x) {
        String[] words = title.split(" ");
        int[] numbers = Arrays.stream(words).skip(1).filter(word -> word.matches("-?\\d+")).mapToInt(Integer::parseInt).toArray();
        return switch (words[0]) {
            case "plus" -> x.get(0).plus(x.get(1));
            case "minus" -> x.get(0).minus(x.get(1));
            case "times" -> x.get(0).times(x.get(1));
            case "dividedBy" -> x.get(0).dividedBy(x.get(1));
            case "map" -> x.getFirst().map(dev.lanewise.linalg.kernel.ElementFunction.valueOf(words[1]));
            case "affine" -> x.getFirst().times(Double.parseDouble(words[1])).plus(Double.parseDouble(words[2]));
            case "matmul" -> x.get(0).matmul(x.get(1));
            case "matmulTransposed" -> x.get(0).matmulTransposed(x.get(1));
            case "sum" -> numbers.length == 0 ? x.getFirst().sum() : x.getFirst().sum(numbers[0]);
            case "mean" -> numbers.length == 0 ? x.getFirst().mean() : x.getFirst().mean(numbers[0]);
            case "softmax" -> x.getFirst().softmax();
            case "logSoftmax" -> x.getFirst().logSoftmax();
            case "reshape" -> x.getFirst().reshape(Shape.of(numbers));
            case "transpose" -> x.getFirst().transpose(numbers);
            case "slice" -> x.getFirst().slice(numbers[0], numbers[1], numbers[2]);
            case "concatenate" -> Forms.concatenate(numbers[0], x);
            case "gather" -> Gathers.rows(x.get(0), x.get(1));
            case "linear" -> Linear.linear(x.get(0), x.get(1), x.size() < 3 ? Optional.empty() : Optional.of(x.get(2)), Activation.valueOf(words[1]));
            case "layerNorm" -> Normalizations.layerNorm(x.get(0), x.get(1), x.get(2), Float.parseFloat(words[1]));
            case "batchNorm" -> BatchNormalization.ofBatch(x.get(0), x.get(1), x.get(2), zeros(x.get(1)), zeros(x.get(1)), 0.99f, Float.parseFloat(words[1]));
            case "batchNormRunning" -> BatchNormalization.ofRunning(x.get(0), x.get(1), x.get(2), weight(x.get(3)), weight(x.get(4)), Float.parseFloat(words[1]));
            case "crossEntropy" -> Loss.crossEntropy().of(x.get(0), x.get(1));
            case "composite" -> composite(words[1], x);
            default -> FurtherOperations.apply(title, x);
        };
    }

    static Weight zeros(Tensor like) { return Weight.zeros("", like.shape()); }

    private static Weight weight(Tensor x) { return Weight.of("", x.shape(), x.data()); }

    private static Tensor composite(String name, List<Tensor> x) {
        Tensor a = x.getFirst();
        return switch (name) {
            case "twice" -> a.times(a).plus(a.times(3)).minus(a.dividedBy(a.times(a).plus(1)));
            case "views" -> a.reshape(Shape.of(6, 4)).sum(0).times(a.reshape(Shape.of(4, 6)).transpose(1, 0).sum(0));
            case "network" -> {
                Tensor hidden = a.matmul(x.get(1));
                yield hidden.tanh().matmul(x.get(2)).plus(hidden).logSoftmax();
            }
            case "attention" -> a.matmulTransposed(x.get(1)).dividedBy(Math.sqrt(3)).softmax().matmul(x.get(2));
            default -> throw new IllegalStateException("operations.txt: expected a known composite, but got " + name);
        };
    }

    /// The operation with its operands on a tape: weights, after something was done to them, where there is a gradient; constants elsewhere.
    Tensor on(Tape tape, List<Weight> leaves, UnaryOperator<Tensor> before) {
        return apply(IntStream.range(0, operands.size()).mapToObj(i -> gradients.containsKey(i) ? before.apply(tape.weight(leaves.get(i)))
                : tape.constant(operands.get(i).shape(), operands.get(i).data())).toList());
    }

    /// Every operand as a weight with a copy of its values.
    List<Weight> leaves() { return operands.stream().map(operand -> Weight.of("", operand.shape(), operand.toArray())).toList(); }

    @Override public String toString() { return number + " " + title + " of " + operands.stream().map(Tensor::shape).toList(); }
}
