package dev.lanewise.testkit;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Comparisons;
import dev.lanewise.core.tensor.Gathers;
import dev.lanewise.core.tensor.ScatterFold;
import dev.lanewise.core.tensor.Scatters;
import dev.lanewise.core.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// ONNX's operators that look up and put elements by number; a negative number counts from the end.
final class LookupOperators {

    private LookupOperators() { }

    static Map<String, OnnxOperator> all() {
        Map<String, OnnxOperator> all = new HashMap<>();
        all.put("Gather", OnnxOperator.of(node -> Gathers.select(node.tensor(0), axis(node), ids(node, axis(node)))));
        all.put("GatherElements", OnnxOperator.of(node -> Gathers.along(node.tensor(0), axis(node), ids(node, axis(node)))));
        all.put("GatherND", OnnxOperator.of(LookupOperators::gatherND));
        all.put("Scatter", OnnxOperator.of(LookupOperators::scatterElements));
        all.put("ScatterElements", OnnxOperator.of(LookupOperators::scatterElements));
        all.put("ScatterND", OnnxOperator.of(LookupOperators::scatterND));
        all.put("OneHot", OnnxOperator.of(LookupOperators::oneHot));
        return all;
    }

    private static int axis(OnnxNode node) { return node.attributes().integer("axis", 0); }

    private static Tensor ids(OnnxNode node, int axis) { return positive(node.tensor(1), node.tensor(0).shape().extent(axis)); }

    private static Tensor positive(Tensor ids, int n) { return Comparisons.where(Comparisons.less(ids, Tensor.of(Shape.scalar(), 0)), ids.plus(n), ids); }

    private static Tensor scatterElements(OnnxNode node) {
        String reduction = node.attributes().text("reduction", "none");
        if (reduction.equals("none")) return Scatters.putAlong(node.tensor(0), axis(node), ids(node, axis(node)), node.tensor(2));
        if (reduction.equals("add")) return Scatters.addAlong(node.tensor(0), axis(node), ids(node, axis(node)), node.tensor(2));
        return fold(reduction).along(node.tensor(0), axis(node), ids(node, axis(node)), node.tensor(2));
    }

    private static ScatterFold fold(String reduction) {
        return switch (reduction) {
            case "mul" -> ScatterFold.MULTIPLY;
            case "max" -> ScatterFold.MAXIMUM;
            case "min" -> ScatterFold.MINIMUM;
            default -> throw new UnsupportedOperationException("no scattering with " + reduction);
        };
    }

    /// Numbers of rows, when the leading axes that `ids` name are taken as one.
    private static Tensor places(Shape shape, Tensor ids) {
        int depth = ids.shape().last();
        Tensor place = Tensor.of(Shape.scalar(), 0);
        for (int axis = 0; axis < depth; axis++) {
            Tensor id = ids.slice(-1, axis, axis + 1).reshape(ids.shape().withoutLast());
            place = place.times(shape.extent(axis)).plus(positive(id, shape.extent(axis)));
        }
        return place;
    }

    private static Shape rows(Shape shape, int depth) {
        int rows = IntStream.range(0, depth).map(shape::extent).reduce(1, (a, b) -> a * b);
        return Shape.of(rows, shape.size() / rows);
    }

    private static Tensor gatherND(OnnxNode node) {
        if (node.attributes().integer("batch_dims", 0) == 1) return batchedGatherND(node);
        Tensor x = node.tensor(0), ids = node.tensor(1);
        return looked(x, ids);
    }

    private static Tensor looked(Tensor x, Tensor ids) {
        int depth = ids.shape().last();
        Shape result = ids.shape().withoutLast();
        for (int axis = depth; axis < x.shape().rank(); axis++) result = result.withLastAdded(x.shape().extent(axis));
        return Gathers.rows(x.reshape(rows(x.shape(), depth)), places(x.shape(), ids)).reshape(result);
    }

    private static Tensor batchedGatherND(OnnxNode node) {
        Tensor x = node.tensor(0), ids = node.tensor(1);
        return dev.lanewise.core.tensor.Forms.stack(0, IntStream.range(0, x.shape().extent(0)).mapToObj(i -> looked(one(x, i), one(ids, i))).toList());
    }

    private static Tensor one(Tensor x, int i) { return x.slice(0, i, i + 1).reshape(x.shape().withoutFirst()); }

    private static Tensor scatterND(OnnxNode node) {
        Tensor x = node.tensor(0), ids = node.tensor(1), updates = node.tensor(2);
        Tensor table = x.reshape(rows(x.shape(), ids.shape().last())), places = places(x.shape(), ids);
        Tensor rows = updates.reshape(places.shape().withLastAdded(table.shape().last()));
        return switch (node.attributes().text("reduction", "none")) {
            case "none" -> Scatters.putRows(table, places, rows).reshape(x.shape());
            case "add" -> Scatters.addRows(table, places, rows).reshape(x.shape());
            case String reduction -> fold(reduction).rows(table, places, rows).reshape(x.shape());
        };
    }

    private static Tensor oneHot(OnnxNode node) {
        int depth = (int) node.stored(1).doubles()[0], rank = node.tensor(0).shape().rank() + 1;
        Tensor ids = node.tensor(0), on = node.tensor(2).slice(0, 1, 2), off = node.tensor(2).slice(0, 0, 1);
        Tensor inside = Comparisons.and(Comparisons.greaterOrEqual(ids, Tensor.of(Shape.scalar(), -depth)), Comparisons.less(ids, Tensor.of(Shape.scalar(), depth)));
        Tensor hot = Gathers.oneHot(Comparisons.where(inside, ids.remainder(Tensor.of(Shape.scalar(), depth)), Tensor.of(Shape.scalar(), 0)), depth);
        Tensor shown = Comparisons.where(Comparisons.and(hot, dev.lanewise.core.tensor.Forms.unsqueeze(inside, -1)), on, off);
        int axis = FormOperators.positive(node.attributes().integer("axis", -1), rank);
        return shown.transpose(IntStream.range(0, rank).map(i -> i < axis ? i : i == axis ? rank - 1 : i - 1).toArray());
    }
}
