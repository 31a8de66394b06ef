package dev.lanewise.nn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Options;
import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.LayerNorm;
import dev.lanewise.core.layer.RMSNorm;
import dev.lanewise.core.spi.LayerRegistry;
import dev.lanewise.core.tensor.Forms;
import dev.lanewise.core.tensor.Mask;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.testkit.LayerContract;
import dev.lanewise.testkit.Tensors;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The parts of transformers as layers, and that a cache changes nothing.
class TransformerTest {

    private static Tensor ids(Shape shape, int vocabulary, Seed seed) {
        RandomStream random = seed.stream();
        float[] ids = new float[shape.size()];
        for (int i = 0; i < ids.length; i++) ids[i] = random.nextInt(vocabulary);
        return Tensor.of(shape, ids);
    }

    /// A layer one of whose components may be left out.
    private interface WithoutCross extends LayerContract {
        @Override default void itsOptionsAreItsComponents() {
            Options description = LayerRegistry.load().describe(layer());
            assertThat(LayerRegistry.load().provider(description.text("layer")).options()).extracting(dev.lanewise.core.spi.Option::name).containsAll(description.without("layer").names());
        }
    }

    /// A layer of token ids.
    private interface OfIds extends LayerContract {

        @Override default Tensor input(Shape shape, Seed seed) { return ids(shape, 5, seed); }

        @Override default boolean inputsHaveGradients() { return false; }
    }

    /// Table values are so small at first that differences of a normed one tell nothing about its slope.
    private static CausalTransformer smooth(CausalTransformer model, Layer norm) { return model.block(model.stack().block().norm(norm)); }

    @Nested class Feeding implements LayerContract {
        @Override public Layer layer() { return FeedForward.of(7).dropout(0.2); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 4)); }
    }

    @Nested class FeedingGated implements LayerContract {
        @Override public Layer layer() { return FeedForward.swiGLU(6); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 4)); }
    }

    @Nested class EncoderBlock implements WithoutCross {
        @Override public Layer layer() { return TransformerBlock.encoder(2, 3, 8).dropoutEverywhere(0.1); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 4, 6)); }
    }

    @Nested class MaskedBlockWithNormsAfter implements WithoutCross {
        @Override public Layer layer() { return TransformerBlock.encoder(2, 3, 8).norms(TransformerBlock.Norms.AFTER); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 4, 6), Shape.of(2, 4)); }

        @Override public boolean inputsHaveGradients() { return false; }
    }

    @Nested class ParallelBlock implements WithoutCross {
        @Override public Layer layer() { return TransformerBlock.llama(4, 2, 2, 8).norms(TransformerBlock.Norms.PARALLEL); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 4, 6)); }
    }

    @Nested class DecoderBlock implements LayerContract {
        @Override public Layer layer() { return TransformerBlock.decoder(2, 3, 8).norms(TransformerBlock.Norms.AFTER); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 4, 6), Shape.of(2, 3, 5)); }
    }

    @Nested class Stack implements LayerContract {
        @Override public Layer layer() { return TransformerStack.of(TransformerBlock.decoder(2, 2, 5).norm(LayerNorm.of().epsilon(1)), 2); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 4), Shape.of(2, 3, 4)); }
    }

    @Nested class Tokens implements OfIds {
        @Override public Layer layer() { return TokenEmbedding.of(5, 4).learned(6).scaled(true).dropout(0.1); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3)); }
    }

    @Nested class ATokenInFront implements LayerContract {
        @Override public Layer layer() { return ClassToken.of(); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 4)); }
    }

    @Nested class TheFirst implements LayerContract {
        @Override public Layer layer() { return FirstStep.of(); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 4)); }
    }

    @Nested class Squares implements LayerContract {
        @Override public Layer layer() { return Patches.of(2); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 4, 6, 2)); }
    }

    @Test void squaresAreReadRowByRow() {
        Tensor x = Tensor.of(Shape.of(1, 2, 4, 1), 0, 1, 2, 3, 4, 5, 6, 7);

        assertThat(Patches.of(2).bind(x.shape(), Seed.of(0)).forward(x).toArray()).containsExactly(0, 1, 4, 5, 2, 3, 6, 7);
    }

    @Nested class GPT2 implements OfIds {
        @Override public Layer layer() { return smooth(CausalTransformer.gpt2(5, 6, 4, 2, 2), LayerNorm.of().epsilon(1)); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 4)); }
    }

    @Nested class Llama implements OfIds {
        @Override public Layer layer() { return smooth(CausalTransformer.llama(5, 8, 4, 2, 6, 1), RMSNorm.of().epsilon(1)); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 4)); }
    }

    @Nested class EncoderAndDecoder implements OfIds {
        @Override public Layer layer() { return Transformer.of(5, 5, 4, 2, 1); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 4), Shape.of(2, 3)); }
    }

    private static List<CausalTransformer> models() {
        CausalTransformer gpt2 = CausalTransformer.gpt2(11, 20, 12, 3, 2), llama = CausalTransformer.llama(11, 12, 6, 2, 10, 2);
        return List.of(gpt2, llama, llama.block(llama.stack().block().attention(llama.stack().block().attention().window(3).places(Places.interleaved()))),
                gpt2.block(gpt2.stack().block().attention(gpt2.stack().block().attention().places(Places.alibi()))),
                gpt2.block(gpt2.stack().block().norms(TransformerBlock.Norms.PARALLEL).attention(gpt2.stack().block().attention().places(Places.relative(4)))).tied(false),
                gpt2.tokens(TokenEmbedding.of(11, 12).sinusoidal()));
    }

    @Test void stepsAfterACacheGetWhatAllStepsTogetherGet() {
        for (CausalTransformer layer : models()) {
            BoundCausalTransformer model = layer.bind(Shape.of(Shape.ANY, Shape.ANY), Seed.of(3));
            Tensor ids = ids(Shape.of(2, 9), 11, Seed.of(5));
            float[] together = model.forward(ids).toArray();

            AttentionCache cache = new AttentionCache(2, 9);
            List<Tensor> parts = java.util.stream.Stream.of(new int[] {0, 4}, new int[] {4, 5}, new int[] {5, 6}, new int[] {6, 9})
                    .map(part -> model.forward(ids.slice(1, part[0], part[1]), cache)).toList();

            assertThat(Forms.concatenate(1, parts).toArray()).as(layer.toString()).containsExactly(together, within(1e-5f));
            cache.truncate(5);
            assertThat(model.forward(ids.slice(1, 5, 9), cache).toArray()).containsExactly(Forms.concatenate(1, parts).slice(1, 5, 9).toArray(), within(1e-5f));
        }
    }

    @Test void aStepSeesNothingOfWhatComesLater() {
        for (CausalTransformer layer : models()) {
            BoundCausalTransformer model = layer.bind(Shape.of(Shape.ANY, 9), Seed.of(3));
            Tensor ids = ids(Shape.of(1, 9), 11, Seed.of(5)), others = Tensor.of(ids.shape(), ids.toArray());
            for (int i = 5; i < 9; i++) others.data()[i] = (others.data()[i] + 1) % 11;

            assertThat(model.forward(others).slice(1, 0, 5).toArray()).as(layer.toString()).containsExactly(model.forward(ids).slice(1, 0, 5).toArray(), within(1e-6f));
        }
    }

    @Test void aDecoderGoesOnFromItsCacheAndLooksAtNoPadding() {
        BoundTransformer model = Transformer.of(9, 8, 12, 3, 2).norms(TransformerBlock.Norms.BEFORE).bind(List.of(Shape.of(Shape.ANY, Shape.ANY), Shape.of(Shape.ANY, Shape.ANY)), Seed.of(1));
        Tensor source = Tensor.of(Shape.of(1, 3), 4, 2, 7), padded = Tensor.of(Shape.of(1, 5), 4, 2, 7, 0, 0), target = Tensor.of(Shape.of(1, 4), 1, 3, 2, 6);
        float[] together = model.forward(List.of(source, target)).toArray();

        AttentionCache cache = new AttentionCache(1, 4);
        Tensor memory = model.encoded(padded);
        List<Tensor> parts = java.util.stream.IntStream.range(0, 4).mapToObj(i -> model.forward(target.slice(1, i, i + 1), cache, memory, padded)).toList();

        assertThat(model.forward(List.of(padded, target)).toArray()).containsExactly(together, within(1e-5f));
        assertThat(Forms.concatenate(1, parts).toArray()).containsExactly(together, within(1e-5f));
    }

    @Test void weightsOfAttentionAreDistributions() {
        BoundBlock block = TransformerBlock.causal(2, 3, 8).attention(MultiHeadAttention.of(2, 3).causal(true).places(Places.alibi())).bind(List.of(Shape.of(1, 4, 6)), Seed.of(1));
        Tensor weights = block.attention().weights(List.of(Tensors.random(Shape.of(1, 4, 6), Seed.of(2))), Mask.none());

        assertThat(weights.shape()).isEqualTo(Shape.of(1, 2, 4, 4));
        for (float sum : weights.sum(-1).toArray()) assertThat(sum).isCloseTo(1, within(1e-6f));
        assertThat(weights.get(0, 1, 0, 1)).isZero();
    }

    @Test void namesOfWeightsAreThoseOfTheirParts() {
        assertThat(CausalTransformer.llama(5, 8, 4, 2, 6, 1).bind(Shape.of(2, 3), Seed.of(1)).weights()).extracting(Weight::toString).containsExactly(
                "tokens.table[5, 8]", "stack.0.attention.qkv.weight[8, 16]", "stack.0.attention.output.weight[8, 8]", "stack.0.feedForward.up.weight[8, 12]",
                "stack.0.feedForward.down.weight[6, 8]", "stack.0.norm1.gain[8]", "stack.0.norm2.gain[8]", "stack.norm.gain[8]", "head.weight[8, 5]");
    }

    @Test void slopesAreThoseOfThePaper() {
        assertThat(new Distances(Places.alibi(), 8, java.util.Optional.empty()).slope(0)).isEqualTo(0.5);
        assertThat(new Distances(Places.alibi(), 8, java.util.Optional.empty()).slope(7)).isEqualTo(1 / 256.0);
        assertThat(new Distances(Places.alibi(), 3, java.util.Optional.empty()).slope(2)).isEqualTo(0.25);
    }

    @Test void theySayWhatTheyCannotTake() {
        Tape tape = Tape.inference(Backend.of(1));
        BoundCausalTransformer model = CausalTransformer.gpt2(5, 4, 4, 2, 1).bind(Shape.of(Shape.ANY, Shape.ANY), Seed.of(1));
        AttentionCache cache = new AttentionCache(1, 3);

        assertThatThrownBy(() -> model.forward(tape.constant(Shape.of(1, 5), new float[5]))).isInstanceOf(ShapeException.class)
                .hasMessage("TokenEmbedding(5, 4, 4 places): expected at most 4 steps, but got [1, 5]");
        assertThatThrownBy(() -> model.forward(tape.constant(Shape.of(1, 4), new float[4]), cache)).isInstanceOf(ShapeException.class)
                .hasMessage("AttentionCache: expected at most 3 steps, but got 4. Make a larger one");
        assertThatThrownBy(() -> model.forward(tape.constant(Shape.of(2, 1), new float[2]), cache)).hasMessage("AttentionCache: expected a batch of 1, but got [2, 1]");
        assertThatThrownBy(() -> TransformerBlock.encoder(2, 3, 8).outputShape(List.of(Shape.of(1, 2, 6), Shape.of(1, 2, 6)))).isInstanceOf(ShapeException.class)
                .hasMessageEndingWith("expected steps and perhaps a mask, but got 2 inputs");
        assertThatThrownBy(() -> CausalTransformer.gpt2(5, 4, 5, 2, 1)).hasMessage("CausalTransformer: expected a dimension that is a multiple of heads ≥ 1, but got 5 and 2");
        assertThatThrownBy(() -> MultiHeadAttention.of(2, 3).places(Places.rotary())).hasMessage("MultiHeadAttention: expected an even number of features to turn in heads of 3, but got 1");
        assertThatThrownBy(() -> Places.relative(0)).hasMessage("Places: expected at least one distance, but got 0");
    }
}
