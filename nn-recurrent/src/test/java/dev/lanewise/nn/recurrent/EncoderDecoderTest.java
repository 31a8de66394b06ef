package dev.lanewise.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.Attention;
import dev.lanewise.core.layer.BoundAttention;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.nn.recurrent.EncoderDecoder.Context;
import dev.lanewise.nn.recurrent.EncoderDecoder.Looking;
import dev.lanewise.nn.recurrent.EncoderDecoder.Side;
import dev.lanewise.nn.recurrent.EncoderDecoder.Timing;
import dev.lanewise.testkit.LayerContract;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EncoderDecoderTest {

    private static EncoderDecoder network(Stateful encoder, Stateful decoder, Context context, Looking... looking) {
        return new EncoderDecoder(new Side(6, 3, encoder), new Side(5, 2, decoder), context, Arrays.stream(looking).findFirst());
    }

    private static final EncoderDecoder BAHDANAU = network(Bidirectional.of(GRU.of(3)), GRU.of(4), Context.LAST, new Looking(Attention.additive(3), Timing.BEFORE));

    static List<EncoderDecoder> networks() {
        return List.of(BAHDANAU,
                network(LSTM.of(4), LSTM.of(4), Context.LAST), network(SimpleRNN.of(4), GRU.of(3), Context.MEAN), network(GRU.of(3), Stacked.of(LSTM.of(3), GRU.of(4)), Context.MAX),
                network(LSTM.of(4), LSTM.of(4), Context.LAST, new Looking(Attention.dot(), Timing.AFTER)),
                network(Stacked.of(GRU.of(3), LSTM.of(4)), Stacked.of(LSTM.of(3), LSTM.of(5)), Context.MEAN, new Looking(Attention.general(), Timing.AFTER)),
                network(GRU.of(4), Stacked.of(LSTM.of(3), LSTM.of(4)), Context.MEAN, new Looking(Attention.scaledDot(), Timing.BEFORE)));
    }

    private interface Contract extends LayerContract {

        @Override default List<Shape> inputs() { return List.of(Shape.of(2, 4), Shape.of(2, 3)); }

        @Override default Tensor input(Shape shape, Seed seed) { return ids(shape, seed); }

        @Override default boolean inputsHaveGradients() { return false; }
    }

    private static Tensor ids(Shape shape, Seed seed) {
        RandomStream random = seed.stream();
        float[] ids = new float[shape.size()];
        for (int i = 0; i < ids.length; i++) ids[i] = 1 + random.nextInt(4);
        return Tensor.of(shape, ids);
    }

    @Nested class Bahdanau implements Contract {
        @Override public Layer layer() { return BAHDANAU; }
    }

    @Nested class Luong implements Contract {
        @Override public Layer layer() { return networks().get(5); }
    }

    /// What is not there doesn't stand in a description, so options and components can't be the same.
    private interface WithoutAttention extends Contract {

        @Override default void itsOptionsAreItsComponents() { }
    }

    @Nested class OfMeans implements WithoutAttention {
        @Override public Layer layer() { return networks().get(2); }
    }

    @Nested class OfLSTMs implements WithoutAttention {
        @Override public Layer layer() { return networks().get(1); }
    }

    @ParameterizedTest @MethodSource("networks")
    void stepByStepItSaysWhatItSaysAtOnce(EncoderDecoder network) {
        BoundEncoderDecoder bound = (BoundEncoderDecoder) network.bind(Seed.of(1));
        Tensor source = ids(Shape.of(2, 4), Seed.of(2)), target = ids(Shape.of(2, 3), Seed.of(3));
        float[] together = bound.forward(List.of(source, target)).toArray();

        TranslationDecoding decoding = new TranslationDecoding(bound, 5, source, (int) target.get(0, 0));
        decoding.select(1, 0, 0);                              // the first token of row 1 may be another: begin anew below
        TranslationDecoding second = new TranslationDecoding(bound, 5, source.slice(0, 1, 2), (int) target.get(1, 0));
        for (int step = 0; step < 3; step++) {
            assertThat(Arrays.copyOfRange(decoding.scores(), 5, 10)).containsExactly(Arrays.copyOfRange(together, step * 5, step * 5 + 5), within(1e-5f));
            assertThat(decoding.scores()).hasSize(15);
            assertThat(second.scores()).containsExactly(Arrays.copyOfRange(together, 15 + step * 5, 20 + step * 5), within(1e-5f));
            if (step == 2) break;
            int next = (int) target.get(0, step + 1);
            decoding.append(next, next, next);
            second.append((int) target.get(1, step + 1));
        }
    }

    @ParameterizedTest @MethodSource("networks")
    void paddingChangesNothing(EncoderDecoder network) {
        BoundEncoderDecoder bound = (BoundEncoderDecoder) network.bind(Seed.of(1));
        Tensor target = Tensor.of(Shape.of(1, 2), 1, 3);

        float[] alone = bound.forward(List.of(Tensor.of(Shape.of(1, 3), 2, 1, 5), target)).toArray();

        assertThat(bound.forward(List.of(Tensor.of(Shape.of(1, 5), 2, 1, 5, 0, 0), target)).toArray()).containsExactly(alone, within(1e-5f));
    }

    @Test void contextsAreThoseOfTheStepsThatCount() {
        Tensor source = Tensor.of(Shape.of(1, 4), 3, 1, 2, 0);
        for (Context context : Context.values()) {
            BoundEncoderDecoder.Read read = ((BoundEncoderDecoder) network(GRU.of(3), GRU.of(4), context).bind(Seed.of(4))).read(source);
            for (int unit = 0; unit < 3; unit++) {
                float a = read.outputs().get(0, 0, unit), b = read.outputs().get(0, 1, unit), c = read.outputs().get(0, 2, unit);
                float expected = switch (context) { case LAST -> c; case MEAN -> (a + b + c) / 3; case MAX -> Math.max(a, Math.max(b, c)); };
                assertThat(read.context().get(0, unit)).as(context.name()).isCloseTo(expected, within(1e-6f));
            }
        }
    }

    @Test void weightsOfALookHaveTheSumOneAndLeavePaddingOut() {
        BoundEncoderDecoder bound = (BoundEncoderDecoder) BAHDANAU.bind(Seed.of(1));
        BoundEncoderDecoder.Read read = bound.read(Tensor.of(Shape.of(1, 4), 1, 2, 3, 0));
        Optional<BoundAttention.Memory> memory = bound.memory(read);

        float[] alignment = bound.write(read, memory, bound.states(read), Tensor.of(Shape.of(1, 2), 1, 2)).alignment().orElseThrow().toArray();

        for (int step = 0; step < 2; step++) {
            assertThat(alignment[4 * step] + alignment[4 * step + 1] + alignment[4 * step + 2]).isCloseTo(1, within(1e-6f));
            assertThat(alignment[4 * step + 3]).isZero();
        }
    }

    @Test void withoutTrueTokensItLearnsFromItsOwn() {
        BoundEncoderDecoder bound = (BoundEncoderDecoder) BAHDANAU.bind(Seed.of(1));
        Weight forcing = bound.weights().getLast();
        Tensor source = ids(Shape.of(2, 4), Seed.of(2)), some = Tensor.of(Shape.of(2, 3), 1, 2, 3, 1, 4, 4), other = Tensor.of(Shape.of(2, 3), 1, 4, 4, 1, 1, 2);
        forcing.values()[0] = 0;

        assertThat(trained(bound, source, some)).containsExactly(trained(bound, source, other));
        assertThat(bound.forward(List.of(source, some)).toArray()).isNotEqualTo(bound.forward(List.of(source, other)).toArray());        // predicting is always forced

        forcing.values()[0] = 0.999999f;
        assertThat(trained(bound, source, some)).containsExactly(bound.forward(List.of(source, some)).toArray(), within(1e-6f));
    }

    private static float[] trained(BoundEncoderDecoder bound, Tensor... inputs) {
        Tape tape = Tape.training(Backend.standard());
        tape.reset(Seed.of(1));
        return bound.forward(Arrays.stream(inputs).map(input -> tape.constant(input.shape(), input.toArray())).toList()).toArray();
    }

    @Test void theShareOfTrueTokensFalls() {
        for (TeacherForcing.Curve curve : List.of(TeacherForcing.Curve.LINEAR, TeacherForcing.Curve.EXPONENTIAL, TeacherForcing.Curve.SIGMOID)) {
            TeacherForcing forcing = new TeacherForcing(curve, 0.2);
            assertThat(forcing.share(0)).as(curve.name()).isCloseTo(1, within(0.01));
            assertThat(forcing.share(1)).as(curve.name()).isCloseTo(0.2, within(0.01));
            assertThat(forcing.share(0.5)).isBetween(0.2, 0.61);
        }
        assertThat(TeacherForcing.always().share(0.3)).isEqualTo(1);
        assertThatThrownBy(() -> TeacherForcing.fallingTo(2)).hasMessage("TeacherForcing: expected a share in [0, 1], but got 2.0");
    }

    @Test void whatCannotReadOrWriteIsRefused() {
        assertThatThrownBy(() -> network(GRU.of(3), Bidirectional.of(GRU.of(3)), Context.LAST)).hasMessageStartingWith("EncoderDecoder: expected a decoder that goes forwards, but got Bidirectional");
        assertThatThrownBy(() -> network(GRU.of(3).masked(true), GRU.of(3), Context.LAST)).hasMessageStartingWith("EncoderDecoder: expected layers without a mask of their own");
        assertThatThrownBy(() -> network(GRU.of(3), GRU.of(3), Context.LAST).outputShape(List.of(Shape.of(2, 3), Shape.of(4, 3)))).hasMessageContaining("expected as many targets as sources [2, 3], but got [4, 3]");
    }
}
