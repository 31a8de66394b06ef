package dev.lanewise.nn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Mask;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.nn.attention.TransformerBlock.Norms;
import dev.lanewise.testkit.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/// Blocks against PyTorch's encoder and decoder layers under every kind of mask, outputs and gradients (`transformer-pytorch.txt`).
class BlocksOfPyTorchTest {

    private static final int STEPS = 5;

    private final Golden golden = Golden.read(BlocksOfPyTorchTest.class.getResourceAsStream("transformer-pytorch.txt"));

    private static TransformerBlock encoder(boolean relu, Norms norms) { return feeding(TransformerBlock.encoder(2, 4, 12), relu, norms); }

    private static TransformerBlock decoder(boolean relu, Norms norms) { return feeding(TransformerBlock.decoder(2, 4, 12), relu, norms); }

    private static TransformerBlock feeding(TransformerBlock block, boolean relu, Norms norms) { return (relu ? block.feedForward(block.feedForward().relu()) : block).norms(norms); }

    private static Mask keys(int longest, int... lengths) { return Mask.lengths(longest, lengths).reshape(Shape.of(2, 1, 1, longest)); }

    private static Mask odd() {
        boolean[] dropped = new boolean[STEPS * STEPS];
        for (int i = 0; i < dropped.length; i++) dropped[i] = i / STEPS * (i % STEPS) % 3 == 1;
        return Mask.drop(Shape.of(STEPS, STEPS), dropped);
    }

    @Test void anEncoderLayerAgrees() { agrees("plain", encoder(true, Norms.AFTER), (block, x) -> block.forward(x, Mask.none())); }

    @Test void aCausalOneWithNormsBeforeAgrees() { agrees("causal", encoder(false, Norms.BEFORE), (block, x) -> block.forward(x, Mask.causal())); }

    @Test void aPaddedOneAgrees() { agrees("padded", encoder(true, Norms.AFTER), (block, x) -> block.forward(x, keys(STEPS, 5, 3))); }

    @Test void oneWithAWindowAgrees() { agrees("window", encoder(true, Norms.BEFORE), (block, x) -> block.forward(x, Mask.window(2))); }

    @Test void oneUnderAnArbitraryMaskAgrees() { agrees("arbitrary", encoder(false, Norms.AFTER), (block, x) -> block.forward(x, odd())); }

    @Test void aCausalPaddedOneAgrees() { agrees("causalPadded", encoder(true, Norms.BEFORE), (block, x) -> block.forward(x, Mask.causal().and(keys(STEPS, 5, 3)))); }

    @Test void theMaskThatIsAnInputIsTheSame() {
        Tensor counts = Tensor.of(Shape.of(2, STEPS), 1, 1, 1, 1, 1, 1, 1, 1, 0, 0);
        agrees("padded", encoder(true, Norms.AFTER), (block, x) -> block.forward(List.of(x, counts)));
        agrees("window", encoder(true, Norms.BEFORE).attention(MultiHeadAttention.of(2, 4).window(2)), (block, x) -> block.forward(List.of(x)));
    }

    @Test void aDecoderLayerAgrees() {
        Weight memory = weight("decoder.memory");
        agrees("decoder", decoder(true, Norms.AFTER), (block, x) -> block.forward(x, Mask.none(), x.tape().weight(memory), keys(4, 2, 4)), memory);
    }

    @Test void aDecoderLayerWithNormsBeforeAndPaddingAgrees() {
        Weight memory = weight("decoderBefore.memory");
        agrees("decoderBefore", decoder(false, Norms.BEFORE), (block, x) -> block.forward(x, keys(STEPS, 5, 3), x.tape().weight(memory), keys(4, 2, 4)), memory);
    }

    private Weight weight(String name) { return Weight.of(name, golden.tensor(name).shape(), golden.values(name)); }

    private void agrees(String name, TransformerBlock layer, BiFunction<BoundBlock, Tensor, Tensor> forward, Weight... others) {
        Weight x = weight(name + ".x");
        Shape memory = Shape.of(2, 4, 8);
        BoundBlock block = layer.bind(layer.cross().isPresent() ? List.of(x.shape(), memory) : List.of(x.shape()), Seed.of(1));
        for (Weight weight : block.weights()) System.arraycopy(golden.values(name + "." + weight.name()), 0, weight.values(), 0, weight.values().length);
        Tape tape = Tape.gradients(Backend.of(1));

        Tensor y = forward.apply(block, tape.weight(x));
        float[] output = y.toArray();
        tape.backward(y.times(golden.tensor(name + ".r")));

        assertThat(output).containsExactly(golden.values(name + ".y"), within(1e-5f));
        List<Weight> all = new ArrayList<>(block.weights().stream().map(weight -> weight.under(name)).toList());
        all.add(x);
        all.addAll(List.of(others));
        for (Weight weight : all) {
            assertThat(tape.gradientOf(weight).orElseThrow()).as(weight.name()).containsExactly(golden.values(name + ".d" + weight.name().substring(name.length() + 1)), within(4e-5f));
        }
    }
}
