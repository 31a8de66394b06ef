package dev.lanewise.nn.attention.pretrained;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.LayerNorm;
import dev.lanewise.core.layer.RMSNorm;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.nn.attention.BoundCausalTransformer;
import dev.lanewise.nn.attention.CausalTransformer;
import dev.lanewise.nn.attention.MultiHeadAttention;
import dev.lanewise.nn.attention.Places;
import dev.lanewise.nn.attention.TokenEmbedding;
import dev.lanewise.nn.attention.TransformerBlock;
import dev.lanewise.nn.attention.TransformerBlock.Norms;
import dev.lanewise.nn.attention.TransformerStack;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A [Decoder] as the layers that it would be if it had been trained here, with its weights.
///
/// Their matrices lie as `[inputs, outputs]`, and what is gated stands before its gate.
final class LearningLayers {

    private final Decoder decoder;
    private final boolean tied;

    LearningLayers(Decoder decoder) {
        this.decoder = decoder;
        this.tied = decoder.head() == decoder.tokens();
    }

    BoundCausalTransformer bound() {
        int time = decoder.positions().length > 0 ? decoder.geometry().context() : Shape.ANY;
        BoundCausalTransformer bound = layer().bind(Shape.of(Shape.ANY, time), Seed.of(0));
        Map<String, float[]> values = values();
        for (Weight weight : bound.weights()) {
            float[] own = values.get(weight.name());
            if (own != null) System.arraycopy(own, 0, weight.values(), 0, own.length);
            else if (!weight.name().endsWith(".bias")) throw new IllegalStateException("LearningLayers: expected weights for all layers, but there are none for " + weight);
        }
        return bound;
    }

    private CausalTransformer layer() {
        TokenEmbedding tokens = TokenEmbedding.of(decoder.tokens().outputs(), decoder.width());
        if (decoder.positions().length > 0) tokens = tokens.learned(decoder.geometry().context());
        return new CausalTransformer(tokens, TransformerStack.of(block(decoder.blocks().getFirst()), decoder.blocks().size()), tied);
    }

    private TransformerBlock block(Block block) {
        FeedForward own = block.feedForward();
        var feedForward = dev.lanewise.nn.attention.FeedForward.of(own.hidden()).activation(Activation.valueOf(own.function().name())).gated(own.gated())
                .bias(own.up().bias().length + own.down().bias().length > 0);
        return new TransformerBlock(attention(block), Optional.empty(), feedForward, norm(block.attentionNorm()), Norms.BEFORE, 0);
    }

    private MultiHeadAttention attention(Block block) {
        Decoder.Geometry geometry = decoder.geometry();
        MultiHeadAttention attention = MultiHeadAttention.of(geometry.heads().queries(), geometry.heads().width()).keyHeads(geometry.heads().keys()).causal(true)
                .places(geometry.rotary().map(LearningLayers::places).orElse(Places.none())).bias(block.inputs().bias().length + block.output().bias().length > 0);
        return geometry.window() < geometry.context() ? attention.window(geometry.window()) : attention;
    }

    private static Places places(Rotary rotary) {
        if (rotary.base() == 0) throw new DataException("CausalLM: expected rotary positions as the paper has them, because layers that learn have no others, but got stretched ones");
        return (rotary.adjacent() ? Places.interleaved() : Places.rotary()).base(rotary.base());
    }

    private static Layer norm(Norm norm) {
        double epsilon = Double.parseDouble(Float.toString(norm.epsilon()));                // 1e-5, not what float32 makes of it
        return norm.bias().length > 0 ? LayerNorm.of().epsilon(epsilon) : RMSNorm.of().epsilon(epsilon);
    }

    /// By the names that the layers give their weights.
    private Map<String, float[]> values() {
        Map<String, float[]> values = new HashMap<>();
        values.put("tokens.table", floats(decoder.tokens()));
        if (decoder.positions().length > 0) values.put("tokens.places", decoder.positions());
        for (int i = 0; i < decoder.blocks().size(); i++) put("stack." + i + ".", decoder.blocks().get(i), values);
        put("stack.norm", decoder.last(), values);
        if (!tied) values.put("head.weight", transposed(decoder.head()));
        return values;
    }

    private static void put(String name, Block block, Map<String, float[]> values) {
        put(name + "norm1", block.attentionNorm(), values);
        put(name + "norm2", block.feedForwardNorm(), values);
        put(name + "attention.qkv", block.inputs(), values);
        put(name + "attention.output", block.output(), values);
        put(name + "feedForward.up", block.feedForward().gated() ? swapped(block.feedForward().up()) : block.feedForward().up(), values);
        put(name + "feedForward.down", block.feedForward().down(), values);
    }

    private static void put(String name, Norm norm, Map<String, float[]> values) {
        values.put(name + ".gain", norm.gain());
        if (norm.bias().length > 0) values.put(name + ".bias", norm.bias());
    }

    private static void put(String name, Affine affine, Map<String, float[]> values) {
        values.put(name + ".weight", transposed(affine.weight()));
        if (affine.bias().length > 0) values.put(name + ".bias", affine.bias());
    }

    /// The second half of the rows before the first one.
    private static Affine swapped(Affine affine) {
        int rows = affine.weight().outputs(), columns = affine.weight().inputs();
        return new Affine(new WeightMatrix.Floats(rows, columns, swapped(floats(affine.weight()))), swapped(affine.bias()));
    }

    private static float[] swapped(float[] values) {
        float[] swapped = new float[values.length];
        int half = values.length / 2;
        System.arraycopy(values, half, swapped, 0, half);
        System.arraycopy(values, 0, swapped, half, half);
        return swapped;
    }

    private static float[] transposed(WeightMatrix matrix) {
        float[] values = floats(matrix), turned = new float[values.length];
        int rows = matrix.outputs(), columns = matrix.inputs();
        for (int i = 0; i < rows; i++) for (int j = 0; j < columns; j++) turned[j * rows + i] = values[i * columns + j];
        return turned;
    }

    private static float[] floats(WeightMatrix matrix) {
        if (matrix instanceof WeightMatrix.Floats floats) return floats.values();
        throw new DataException("CausalLM: expected weights in float32, because layers learn in that, but got narrower ones; read it with WeightFormat.FLOAT32");
    }
}
