package dev.lanewise.nn.attention;

import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.tensor.Forms;
import dev.lanewise.core.tensor.Mask;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.testkit.OnnxNode;
import dev.lanewise.testkit.OnnxOperator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// ONNX's attention and rotary embedding; its heads stand in front of the steps, or side by side with their number as an attribute.
final class AttentionOperators {

    private AttentionOperators() { }

    static Map<String, OnnxOperator> all() { return Map.of("Attention", node -> new Call(node).outputs(), "RotaryEmbedding", OnnxOperator.of(AttentionOperators::rotary)); }

    /// `[batch, heads, time, d]`, or what is `[batch, time, heads·d]` already.
    private static Tensor sideBySide(Tensor x) {
        if (x.shape().rank() == 3) return x;
        return x.transpose(0, 2, 1, 3).reshape(Shape.of(x.shape().extent(0), x.shape().extent(2), x.shape().extent(1) * x.shape().last()));
    }

    private static Tensor inFront(Tensor x, int heads) {
        return x.reshape(Shape.of(x.shape().extent(0), x.shape().extent(1), heads, x.shape().last() / heads)).transpose(0, 2, 1, 3);
    }

    /// Inputs: Q, K, V, mask, past keys, past values, lengths of the keys.
    private record Call(OnnxNode node) {

        List<Tensor> outputs() {
            Tensor q = sideBySide(node.tensor(0)), k = withPast(1, 4), v = withPast(2, 5);
            Tensor y = numbers().isPresent() ? attention().attend(q, k, v, numbers().get()) : attention().attend(q, k, v);
            List<Tensor> all = new ArrayList<>(List.of(node.tensor(0).shape().rank() == 3 ? y : inFront(y, heads(0)), inFront(k, heads(1)), inFront(v, heads(1))));
            if (node.outputs() > 3) all.add(scores(q, k));
            return all;
        }

        /// As they are scaled, capped, added to, or as weights.
        private Tensor scores(Tensor q, Tensor k) {
            ScaledDotProduct attention = attention();
            return switch (node.attributes().integer("qk_matmul_output_mode", 0)) {
                case 0 -> new PlainAttention(attention.cap(0), Optional.empty()).scores(q, k);
                case 1 -> new PlainAttention(attention, Optional.empty()).scores(q, k);
                case 2 -> dropped(new PlainAttention(attention, numbers()).scores(q, k), attention.mask());
                default -> new PlainAttention(attention, numbers()).weights(q, k);
            };
        }

        private static Tensor dropped(Tensor scores, Mask mask) {
            float[] values = scores.toArray();
            int n = scores.shape().last();
            Mask.Rows rows = mask.over(scores.shape());
            for (int row = 0; row < values.length / n; row++) rows.drop(row, 0, n, values, row * n, Float.NEGATIVE_INFINITY);
            return Tensor.of(scores.shape(), values);
        }

        private ScaledDotProduct attention() {
            Options attributes = node.attributes();
            ScaledDotProduct attention = ScaledDotProduct.of(heads(0)).keyHeads(heads(1)).cap(attributes.number("softcap", 0)).mask(mask());
            return attributes.has("scale") ? attention.scale(attributes.number("scale")) : attention;
        }

        private int heads(int operand) {
            Shape shape = node.stored(operand).shape();
            return shape.rank() == 4 ? shape.extent(1) : node.attributes().integer(operand == 0 ? "q_num_heads" : "kv_num_heads");
        }

        private Tensor withPast(int operand, int past) {
            Tensor now = sideBySide(node.tensor(operand));
            return node.has(past) ? Forms.concatenate(1, List.of(sideBySide(node.tensor(past)), now)) : now;
        }

        private int steps(int operand) { return sideBySide(node.tensor(operand)).shape().extent(1); }

        private int past() { return node.has(4) ? node.stored(4).shape().extent(2) : 0; }

        private Mask mask() {
            Mask causal = node.flag("is_causal", false) ? causal() : Mask.none(), lengths = node.has(6) ? lengths() : Mask.none();
            return truths().map(causal::and).orElse(causal).and(lengths);
        }

        /// Each sample's queries are the last of its keys.
        private Mask causal() {
            if (!node.has(6)) return Mask.causal(past());
            int[] lengths = node.integers(6);
            int queries = steps(0), keys = steps(1);
            boolean[] kept = new boolean[lengths.length * queries * keys];
            for (int i = 0; i < kept.length; i++) kept[i] = i % keys <= i / keys % queries + lengths[i / keys / queries] - queries;
            return Mask.keep(Shape.of(lengths.length, 1, queries, keys), kept);
        }

        private Mask lengths() { return Mask.lengths(steps(1), node.integers(6)).reshape(Shape.of(node.integers(6).length, 1, 1, steps(1))); }

        private Optional<Mask> truths() {
            if (!node.has(3) || !node.isWhole(3)) return Optional.empty();
            StoredTensor stored = node.stored(3);
            int[] values = node.integers(3);
            boolean[] kept = new boolean[values.length];
            for (int i = 0; i < kept.length; i++) kept[i] = values[i] != 0;
            return Optional.of(Mask.keep(stored.shape(), kept));
        }

        /// What is added to the scores; keys that it doesn't reach are not looked at.
        private Optional<Tensor> numbers() {
            if (!node.has(3) || node.isWhole(3)) return Optional.empty();
            Tensor given = node.tensor(3);
            int missing = past() + steps(1) - given.shape().last();
            if (missing == 0) return Optional.of(given);
            float[] never = new float[given.shape().withLast(missing).size()];
            Arrays.fill(never, Float.NEGATIVE_INFINITY);
            return Optional.of(Forms.concatenate(-1, List.of(given, Tensor.of(given.shape().withLast(missing), never))));
        }
    }

    /// Inputs: steps, cosines, sines, places; without places each sample has cosines and sines of its own.
    private static Tensor rotary(OnnxNode node) {
        Tensor x = sideBySide(node.tensor(0));
        int heads = node.stored(0).shape().rank() == 4 ? node.stored(0).shape().extent(1) : node.attributes().integer("num_heads");
        List<Tensor> samples = IntStream.range(0, x.shape().extent(0)).mapToObj(sample -> {
            Rotation rotation = Rotation.of(node.flag("interleaved", false), node.stored(1).shape().last(), rows(node, 1, sample, x.shape().extent(1)), rows(node, 2, sample, x.shape().extent(1)));
            return rotation.turn(x.slice(0, sample, sample + 1), heads, 0);
        }).toList();
        Tensor y = Forms.concatenate(0, samples);
        return node.stored(0).shape().rank() == 3 ? y : inFront(y, heads);
    }

    private static float[] rows(OnnxNode node, int operand, int sample, int time) {
        float[] table = node.stored(operand).floats(), rows = new float[time * node.stored(operand).shape().last()];
        int n = node.stored(operand).shape().last();
        for (int t = 0; t < time; t++) {
            int row = node.has(3) ? node.integers(3)[sample * time + t] : sample * time + t;
            System.arraycopy(table, row * n, rows, t * n, n);
        }
        return rows;
    }
}
