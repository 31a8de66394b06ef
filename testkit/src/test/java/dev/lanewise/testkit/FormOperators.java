package dev.lanewise.testkit;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Forms;
import dev.lanewise.core.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// ONNX's operators that move elements.
final class FormOperators {

    private FormOperators() { }

    static Map<String, OnnxOperator> all() {
        Map<String, OnnxOperator> all = new HashMap<>();
        all.put("Transpose", OnnxOperator.of(FormOperators::transpose));
        all.put("Reshape", OnnxOperator.of(FormOperators::reshape));
        all.put("Flatten", OnnxOperator.of(FormOperators::flatten));
        all.put("Squeeze", OnnxOperator.of(FormOperators::squeeze));
        all.put("Unsqueeze", OnnxOperator.of(FormOperators::unsqueeze));
        all.put("Concat", OnnxOperator.of(node -> Forms.concatenate(node.attributes().integer("axis"), node.all())));
        return all;
    }

    private static Tensor transpose(OnnxNode node) {
        Tensor x = node.tensor(0);
        int rank = x.shape().rank();
        return x.transpose(node.attributes().integers("perm", IntStream.range(0, rank).map(axis -> rank - 1 - axis).toArray()));
    }

    private static Tensor reshape(OnnxNode node) {
        Tensor x = node.tensor(0);
        int[] extents = node.integers(1, "shape");
        for (int i = 0; i < extents.length; i++) {
            if (extents[i] == 0 && !node.flag("allowzero", false)) extents[i] = x.shape().extent(i);
        }
        int known = Arrays.stream(extents).filter(extent -> extent >= 0).reduce(1, (a, b) -> a * b);
        return x.reshape(Shape.of(Arrays.stream(extents).map(extent -> extent >= 0 ? extent : x.size() / known).toArray()));
    }

    private static Tensor flatten(OnnxNode node) {
        Tensor x = node.tensor(0);
        int axis = positive(node.attributes().integer("axis", 1), x.shape().rank());
        int rows = Arrays.stream(x.shape().extents()).limit(axis).reduce(1, (a, b) -> a * b);
        return x.reshape(Shape.of(rows, Arrays.stream(x.shape().extents()).skip(axis).reduce(1, (a, b) -> a * b)));
    }

    private static Tensor squeeze(OnnxNode node) {
        Tensor x = node.tensor(0);
        int rank = x.shape().rank();
        int[] ones = IntStream.range(0, rank).filter(axis -> x.shape().extent(axis) == 1).toArray();
        int[] axes = Arrays.stream(node.integers(1, "axes", ones)).map(axis -> positive(axis, rank)).toArray();
        return x.reshape(Shape.of(IntStream.range(0, rank).filter(axis -> Arrays.stream(axes).noneMatch(one -> one == axis)).map(x.shape()::extent).toArray()));
    }

    private static Tensor unsqueeze(OnnxNode node) {
        Tensor x = node.tensor(0);
        int[] added = node.integers(1, "axes");
        int rank = x.shape().rank() + added.length;
        int[] extents = x.shape().extents(), result = new int[rank];
        Arrays.stream(added).forEach(axis -> result[positive(axis, rank)] = 1);
        int next = 0;
        for (int axis = 0; axis < rank; axis++) if (result[axis] == 0) result[axis] = extents[next++];
        return x.reshape(Shape.of(result));
    }

    static int positive(int axis, int rank) { return axis < 0 ? axis + rank : axis; }
}
