package dev.lanewise.testkit;

import dev.lanewise.core.tensor.Activations;
import dev.lanewise.core.tensor.Axes;
import dev.lanewise.core.tensor.Cumulations;
import dev.lanewise.core.tensor.Forms;
import dev.lanewise.core.tensor.Orders;
import dev.lanewise.core.tensor.Pads;
import dev.lanewise.core.tensor.Reductions;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Views;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// ONNX's reductions, cumulations, orders and normalised rows.
final class ReductionOperators {

    private ReductionOperators() { }

    static Map<String, OnnxOperator> all() {
        Map<String, OnnxOperator> all = new HashMap<>();
        all.put("ReduceSum", reduction(Reductions::sum));
        all.put("ReduceMean", reduction(Reductions::mean));
        all.put("ReduceMax", reduction(Reductions::max));
        all.put("ReduceMin", reduction(Reductions::min));
        all.put("ReduceProd", reduction(Reductions::product));
        all.put("ReduceL1", reduction(Reductions::norm1));
        all.put("ReduceL2", reduction(Reductions::norm2));
        all.put("ReduceLogSum", reduction((x, axes) -> Reductions.sum(x, axes).log()));
        all.put("ReduceLogSumExp", reduction(Reductions::logSumExp));
        all.put("ReduceSumSquare", reduction((x, axes) -> Reductions.sum(x.square(), axes)));
        all.put("ArgMax", OnnxOperator.of(node -> place(node, Tensor::argMax)));
        all.put("ArgMin", OnnxOperator.of(node -> place(node, Tensor::argMin)));
        all.put("CumSum", OnnxOperator.of(node -> cumulated(node, Cumulations::sum, 0)));
        all.put("CumProd", OnnxOperator.of(node -> cumulated(node, Cumulations::product, 1)));
        all.put("TopK", ReductionOperators::topK);
        all.put("Softmax", OnnxOperator.of(node -> rows(node, Activations::softmax)));
        all.put("LogSoftmax", OnnxOperator.of(node -> rows(node, Activations::logSoftmax)));
        all.put("Hardmax", OnnxOperator.of(node -> rows(node, ReductionOperators::hardmax)));
        all.put("LpNormalization", OnnxOperator.of(ReductionOperators::normalized));
        return all;
    }

    /// Without axes all of them, or none if the node says so.
    private static OnnxOperator reduction(BiFunction<Tensor, Axes, Tensor> function) {
        return OnnxOperator.of(node -> {
            int[] axes = node.integers(1, "axes");
            if (axes.length == 0 && node.flag("noop_with_empty_axes", false)) return function.apply(Forms.unsqueeze(node.tensor(0), -1), Axes.of(-1));
            return function.apply(node.tensor(0), node.flag("keepdims", true) ? Axes.kept(axes) : Axes.of(axes));
        });
    }

    private static Tensor place(OnnxNode node, BiFunction<Tensor, Integer, Tensor> function) {
        Tensor x = node.tensor(0);
        int axis = FormOperators.positive(node.attributes().integer("axis", 0), x.shape().rank());
        Tensor place = function.apply(x, axis);
        if (node.flag("select_last_index", false)) place = function.apply(Views.flip(x, axis), axis).negated().plus(x.shape().extent(axis) - 1);
        return node.flag("keepdims", true) ? Forms.unsqueeze(place, axis) : place;
    }

    private static Tensor cumulated(OnnxNode node, BiFunction<Tensor, Integer, Tensor> function, float neutral) {
        int axis = node.integers(1)[0];
        boolean reverse = node.flag("reverse", false);
        Tensor x = reverse ? Views.flip(node.tensor(0), axis) : node.tensor(0);
        if (node.flag("exclusive", false)) x = Pads.constant(x.slice(axis, 0, x.shape().extent(axis) - 1), axis, 1, 0, neutral);
        return reverse ? Views.flip(function.apply(x, axis), axis) : function.apply(x, axis);
    }

    private static List<Tensor> topK(OnnxNode node) {
        int count = node.has(1) ? node.integers(1)[0] : node.attributes().integer("k"), axis = node.attributes().integer("axis", -1);
        Orders.Ordered top = node.flag("largest", true) ? Orders.largest(node.tensor(0), axis, count) : Orders.smallest(node.tensor(0), axis, count);
        return List.of(top.values(), top.places());
    }

    /// Before version 13 all axes from this one on were one row.
    private static Tensor rows(OnnxNode node, BiFunction<Tensor, Integer, Tensor> function) {
        Tensor x = node.tensor(0);
        if (node.opset() >= 13) return function.apply(x, node.attributes().integer("axis", -1));
        return function.apply(FormOperators.flat(x, node.attributes().integer("axis", 1)), -1).reshape(x.shape());
    }

    private static Tensor hardmax(Tensor x, int axis) {
        Tensor place = Forms.unsqueeze(x.argMax(axis), FormOperators.positive(axis, x.shape().rank()));
        Tensor zeros = x.times(0);
        return dev.lanewise.core.tensor.Scatters.putAlong(zeros, axis, place, place.times(0).plus(1));
    }

    private static Tensor normalized(OnnxNode node) {
        Axes axis = Axes.kept(node.attributes().integer("axis", -1));
        Tensor x = node.tensor(0), norm = Reductions.norm(x, node.attributes().integer("p", 2), axis);
        return x.dividedBy(dev.lanewise.core.tensor.Comparisons.where(norm, norm, norm.plus(1)));
    }
}
