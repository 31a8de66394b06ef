package dev.lanewise.testkit;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Forms;
import dev.lanewise.core.tensor.Pads;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Triangles;
import dev.lanewise.core.tensor.Views;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// ONNX's operators that move elements.
final class FormOperators {

    private FormOperators() { }

    static Map<String, OnnxOperator> all() {
        Map<String, OnnxOperator> all = new HashMap<>();
        all.put("Transpose", OnnxOperator.of(FormOperators::transpose));
        all.put("Reshape", OnnxOperator.of(FormOperators::reshape));
        all.put("Flatten", OnnxOperator.of(node -> flat(node.tensor(0), node.attributes().integer("axis", 1))));
        all.put("Squeeze", OnnxOperator.of(FormOperators::squeeze));
        all.put("Unsqueeze", OnnxOperator.of(FormOperators::unsqueeze));
        all.put("Concat", OnnxOperator.of(node -> Forms.concatenate(node.attributes().integer("axis"), node.all())));
        all.put("Split", FormOperators::split);
        all.put("Slice", OnnxOperator.of(FormOperators::slice));
        all.put("Pad", OnnxOperator.of(FormOperators::pad));
        all.put("Expand", OnnxOperator.of(FormOperators::expand));
        all.put("Tile", OnnxOperator.of(node -> Views.tile(node.tensor(0), node.integers(1))));
        all.put("Trilu", OnnxOperator.of(node -> trilu(node, node.has(1) ? node.integers(1)[0] : 0)));
        all.put("Shape", OnnxOperator.of(FormOperators::shape));
        all.put("Size", OnnxOperator.of(node -> Tensor.of(Shape.scalar(), node.tensor(0).size())));
        all.put("DepthToSpace", OnnxOperator.of(FormOperators::depthToSpace));
        all.put("SpaceToDepth", OnnxOperator.of(FormOperators::spaceToDepth));
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

    /// Two axes: those before this one, and the others.
    static Tensor flat(Tensor x, int axis) {
        int at = positive(axis, x.shape().rank());
        int rows = Arrays.stream(x.shape().extents()).limit(at).reduce(1, (a, b) -> a * b);
        return x.reshape(Shape.of(rows, Arrays.stream(x.shape().extents()).skip(at).reduce(1, (a, b) -> a * b)));
    }

    private static Tensor squeeze(OnnxNode node) {
        Tensor x = node.tensor(0);
        int rank = x.shape().rank();
        int[] ones = IntStream.range(0, rank).filter(axis -> x.shape().extent(axis) == 1).toArray();
        int[] axes = Arrays.stream(node.integers(1, "axes", ones)).map(axis -> positive(axis, rank)).sorted().toArray();
        Tensor result = x;
        for (int i = axes.length - 1; i >= 0; i--) result = Forms.squeeze(result, axes[i]);
        return result;
    }

    private static Tensor unsqueeze(OnnxNode node) {
        Tensor result = node.tensor(0);
        int[] added = node.integers(1, "axes");
        int rank = result.shape().rank() + added.length;
        for (int axis : Arrays.stream(added).map(axis -> positive(axis, rank)).sorted().toArray()) result = Forms.unsqueeze(result, axis);
        return result;
    }

    private static List<Tensor> split(OnnxNode node) {
        Tensor x = node.tensor(0);
        int axis = node.attributes().integer("axis", 0), n = x.shape().extent(axis), piece = (n + node.outputs() - 1) / node.outputs();
        int[] equal = IntStream.range(0, node.outputs()).map(i -> Math.max(0, Math.min(piece, n - i * piece))).toArray();
        return Forms.split(x, axis, node.integers(1, "split", equal));
    }

    private static Tensor slice(OnnxNode node) {
        Tensor x = node.tensor(0);
        int[] starts = node.integers(1, "starts"), ends = node.integers(2, "ends");
        int[] axes = node.integers(3, "axes", IntStream.range(0, starts.length).toArray()), steps = node.integers(4, "steps", IntStream.generate(() -> 1).limit(starts.length).toArray());
        for (int i = 0; i < axes.length; i++) {
            int n = x.shape().extent(axes[i]), step = steps[i];
            int from = Math.clamp(starts[i] < 0 ? starts[i] + (long) n : starts[i], 0, step > 0 ? n : n - 1);
            int to = Math.clamp(ends[i] < 0 ? ends[i] + (long) n : ends[i], step > 0 ? from : -1, step > 0 ? n : from);
            x = Views.slice(x, axes[i], from, to, step);
        }
        return x;
    }

    private static Tensor pad(OnnxNode node) {
        Tensor x = node.tensor(0);
        int[] pads = node.integers(1, "pads"), axes = node.has(3) ? node.integers(3) : IntStream.range(0, x.shape().rank()).toArray();
        float value = node.has(2) ? node.tensor(2).data()[0] : (float) node.attributes().number("value", 0);
        for (int i = 0; i < axes.length; i++) {
            int before = pads[i], after = pads[i + axes.length];
            if (before < 0 || after < 0) x = x.slice(axes[i], Math.max(0, -before), x.shape().extent(axes[i]) - Math.max(0, -after));
            before = Math.max(0, before);
            after = Math.max(0, after);
            x = switch (node.attributes().text("mode", "constant")) {
                case "reflect" -> Pads.reflect(x, axes[i], before, after);
                case "edge" -> Pads.replicate(x, axes[i], before, after);
                case "wrap" -> Pads.wrap(x, axes[i], before, after);
                default -> Pads.constant(x, axes[i], before, after, value);
            };
        }
        return x;
    }

    /// Both ways: the result is as long as the longer on each axis.
    private static Tensor expand(OnnxNode node) {
        Tensor x = node.tensor(0);
        int[] shape = node.integers(1);
        int rank = Math.max(shape.length, x.shape().rank());
        int[] extents = new int[rank];
        for (int back = 1; back <= rank; back++) {
            int mine = back > x.shape().rank() ? 1 : x.shape().extent(-back), theirs = back > shape.length ? 1 : shape[shape.length - back];
            extents[rank - back] = mine == 1 ? theirs : mine;
        }
        return Views.expand(x, Shape.of(extents));
    }

    private static Tensor trilu(OnnxNode node, int diagonal) {
        return node.flag("upper", true) ? Triangles.upper(node.tensor(0), diagonal) : Triangles.lower(node.tensor(0), diagonal);
    }

    private static Tensor shape(OnnxNode node) {
        int[] extents = node.tensor(0).shape().extents();
        int from = Math.clamp(positive(node.attributes().integer("start", 0), extents.length), 0, extents.length);
        int to = Math.clamp(positive(node.attributes().integer("end", extents.length), extents.length), from, extents.length);
        float[] values = new float[to - from];
        for (int i = from; i < to; i++) values[i - from] = extents[i];
        return Tensor.of(Shape.of(values.length), values);
    }

    private static Tensor depthToSpace(OnnxNode node) {
        Tensor x = node.tensor(0);
        int b = node.attributes().integer("blocksize"), n = x.shape().extent(0), c = x.shape().extent(1) / b / b, h = x.shape().extent(2), w = x.shape().extent(3);
        Tensor moved = node.attributes().text("mode", "DCR").equals("DCR") ? x.reshape(Shape.of(n, b, b, c, h, w)).transpose(0, 3, 4, 1, 5, 2)
                : x.reshape(Shape.of(n, c, b, b, h, w)).transpose(0, 1, 4, 2, 5, 3);
        return moved.reshape(Shape.of(n, c, h * b, w * b));
    }

    private static Tensor spaceToDepth(OnnxNode node) {
        Tensor x = node.tensor(0);
        int b = node.attributes().integer("blocksize"), n = x.shape().extent(0), c = x.shape().extent(1), h = x.shape().extent(2) / b, w = x.shape().extent(3) / b;
        return x.reshape(Shape.of(n, c, h, b, w, b)).transpose(0, 3, 5, 1, 2, 4).reshape(Shape.of(n, c * b * b, h, w));
    }

    static int positive(int axis, int rank) { return axis < 0 ? axis + rank : axis; }
}
