package dev.lanewise.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Forms;
import dev.lanewise.core.tensor.Normalizations;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.testkit.Golden;
import dev.lanewise.testkit.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The fused sequence against the outside world, and against the same formulas written step by step in operations on tensors.
class LSTMReferenceTest {

    private final Golden golden = Golden.read(LSTMReferenceTest.class.getResourceAsStream("lstm-pytorch.txt"));

    /// What a pass over a sequence gave, and the gradients of a weighted sum of it.
    private record Pass(float[] output, List<float[]> gradients) { }

    private interface Forward {
        Tensor of(Tape tape, List<Tensor> inputs);
    }

    private static Pass pass(Forward forward, List<Weight> inputs, List<Weight> weights, Tensor r) {
        Tape tape = Tape.gradients(Backend.of(1));
        Tensor y = forward.of(tape, inputs.stream().map(tape::weight).toList());
        float[] output = y.toArray();
        tape.backward(y.times(tape.constant(r.shape(), r.data())));
        return new Pass(output, Stream.concat(inputs.stream(), weights.stream()).map(weight -> tape.gradientOf(weight).orElseThrow().clone()).toList());
    }

    private static Weight weight(Tensor tensor) { return Weight.of("", tensor.shape(), tensor.toArray()); }

    private BoundRecurrent likeTheGoldenOne(LSTM lstm) {
        return BoundRecurrent.of(lstm, Stream.of("weight", "recurrent", "bias").map(name -> Weight.of(name, golden.tensor(name).shape(), golden.values(name))).toList());
    }

    @Test void sequencesWithStatesAgreeWithPyTorch() {
        BoundRecurrent lstm = likeTheGoldenOne(LSTM.of(6).returnSequences(true));
        List<Weight> inputs = Stream.of("x", "h", "c").map(name -> weight(golden.tensor(name))).toList();

        Pass pass = pass((tape, tensors) -> lstm.forward(tensors), inputs, lstm.weights(), golden.tensor("r"));

        assertThat(pass.output).containsExactly(golden.values("y"), within(1e-6f));
        assertGradients(pass, "dx", "dh", "dc", "dWeight", "dRecurrent", "dBias");
    }

    @Test void theLastStepAgreesWithPyTorch() {
        BoundRecurrent lstm = likeTheGoldenOne(LSTM.of(6));
        Tensor r = golden.tensor("r").slice(1, 4, 5).reshape(Shape.of(3, 6));

        Pass pass = pass((tape, tensors) -> lstm.forward(tensors), List.of(weight(golden.tensor("x"))), lstm.weights(), r);

        assertThat(pass.output).containsExactly(golden.values("last.y"), within(1e-6f));
        assertGradients(pass, "last.dx", "last.dWeight", "last.dRecurrent", "last.dBias");
    }

    private void assertGradients(Pass pass, String... names) {
        for (int i = 0; i < names.length; i++) assertThat(pass.gradients.get(i)).as(names[i]).containsExactly(golden.values(names[i]), within(3e-6f));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 4", "3, 7, 5, 2", "8, 12, 17, 33", "2, 30, 3, 16"})
    void aSequenceIsItsStepsOneAfterTheOther(int batch, int time, int features, int units) {
        BoundRecurrent lstm = LSTM.of(units).returnSequences(true).bind(Shape.of(batch, time, features), Seed.of(1));
        List<Weight> inputs = List.of(weight(Tensors.random(Shape.of(batch, time, features), Seed.of(2))),
                weight(Tensors.random(Shape.of(batch, units), Seed.of(3))), weight(Tensors.random(Shape.of(batch, units), Seed.of(4))));
        Tensor r = Tensors.random(Shape.of(batch, time, units), Seed.of(5));

        Pass fused = pass((tape, tensors) -> lstm.forward(tensors), inputs, lstm.weights(), r);
        Pass slow = pass((tape, tensors) -> stepByStep(lstm, tape, tensors), inputs, lstm.weights(), r);

        assertThat(fused.output).containsExactly(slow.output, within(1e-5f));
        for (int i = 0; i < slow.gradients.size(); i++) assertThat(fused.gradients.get(i)).as("gradient %d", i).containsExactly(slow.gradients.get(i), within(2e-4f));
    }

    @ParameterizedTest
    @CsvSource({"PLAIN, 0, 0", "PLAIN, 3, 0.3", "PEEPHOLES, 0, 0", "PEEPHOLES, 5, 0", "LAYER_NORM, 0, 0", "LAYER_NORM, 4, 0.3"})
    void aRelativeIsItsStepsOneAfterTheOther(LSTM.Form form, int projection, double dropout) {
        int batch = 4, time = 6, features = 5, units = 7, width = projection > 0 ? projection : units;
        BoundRecurrent lstm = LSTM.of(units).form(form).projection(projection).recurrentDropout(dropout).returnSequences(true).bind(Shape.of(batch, time, features), Seed.of(1));
        for (Weight weight : lstm.weights()) shake(weight);
        List<Weight> inputs = List.of(weight(Tensors.random(Shape.of(batch, time, features), Seed.of(2))),
                weight(Tensors.random(Shape.of(batch, width), Seed.of(3))), weight(Tensors.random(Shape.of(batch, units), Seed.of(4))));
        Tensor r = Tensors.random(Shape.of(batch, time, width), Seed.of(5));

        Pass fused = pass((tape, tensors) -> lstm.forward(tensors), inputs, lstm.weights(), r);
        Pass slow = pass((tape, tensors) -> relative(lstm, form, projection > 0, tape, tensors), inputs, lstm.weights(), r);

        assertThat(fused.output).containsExactly(slow.output, within(1e-5f));
        for (int i = 0; i < slow.gradients.size(); i++) assertThat(fused.gradients.get(i)).as("gradient %d", i).containsExactly(slow.gradients.get(i), within(2e-4f));
    }

    private static void shake(Weight weight) {
        float[] random = Tensors.random(weight.shape(), Seed.of(weight.name().length())).toArray();
        for (int i = 0; i < random.length; i++) weight.values()[i] += random[i] / 2;
    }

    private static Tensor relative(BoundRecurrent lstm, LSTM.Form form, boolean projected, Tape tape, List<Tensor> inputs) {
        Tensor x = inputs.get(0), h = inputs.get(1), c = inputs.get(2);
        int batch = x.shape().extent(0), units = ((LSTM) lstm.layer()).units();
        boolean normalized = form == LSTM.Form.LAYER_NORM, peepholes = form == LSTM.Form.PEEPHOLES;
        java.util.function.Function<String, Tensor> weight = name -> tape.weight(lstm.weight(name));
        Tensor noBias = tape.constant(Shape.of(4 * units), new float[4 * units]);
        List<Tensor> outputs = new ArrayList<>();
        for (int t = 0; t < x.shape().extent(1); t++) {
            Tensor input = x.slice(1, t, t + 1).reshape(Shape.of(batch, lstm.features())).matmul(weight.apply("weight")), product = h.matmul(weight.apply("recurrent"));
            if (normalized) {
                input = Normalizations.layerNorm(input, weight.apply("inputGain"), noBias, LSTM.EPSILON);
                product = Normalizations.layerNorm(product, weight.apply("recurrentGain"), noBias, LSTM.EPSILON);
            }
            Tensor z = input.plus(product).plus(weight.apply("bias")), zi = gate(z, 0, units), zf = gate(z, 1, units), zo = gate(z, 3, units);
            if (peepholes) zi = zi.plus(c.times(weight.apply("peephole").slice(0, 0, 1)));
            if (peepholes) zf = zf.plus(c.times(weight.apply("peephole").slice(0, 1, 2)));
            c = zf.sigmoid().times(c).plus(zi.sigmoid().times(gate(z, 2, units).tanh()));
            if (peepholes) zo = zo.plus(c.times(weight.apply("peephole").slice(0, 2, 3)));
            h = zo.sigmoid().times((normalized ? Normalizations.layerNorm(c, weight.apply("cellGain"), weight.apply("cellBias"), LSTM.EPSILON) : c).tanh());
            if (projected) h = h.matmul(weight.apply("projection"));
            outputs.add(h.reshape(Shape.of(batch, 1, h.shape().last())));
        }
        return Forms.concatenate(1, outputs);
    }

    private static Tensor stepByStep(BoundRecurrent lstm, Tape tape, List<Tensor> inputs) {
        Tensor x = inputs.get(0), h = inputs.get(1), c = inputs.get(2);
        int batch = x.shape().extent(0), units = ((LSTM) lstm.layer()).units();
        List<Tensor> outputs = new ArrayList<>();
        for (int t = 0; t < x.shape().extent(1); t++) {
            Tensor step = x.slice(1, t, t + 1).reshape(Shape.of(batch, lstm.features()));
            Tensor z = step.matmul(tape.weight(lstm.weight("weight"))).plus(h.matmul(tape.weight(lstm.weight("recurrent")))).plus(tape.weight(lstm.weight("bias")));
            Tensor i = gate(z, 0, units).sigmoid(), f = gate(z, 1, units).sigmoid(), g = gate(z, 2, units).tanh(), o = gate(z, 3, units).sigmoid();
            c = f.times(c).plus(i.times(g));
            h = o.times(c.tanh());
            outputs.add(h.reshape(Shape.of(batch, 1, units)));
        }
        return Forms.concatenate(1, outputs);
    }

    private static Tensor gate(Tensor z, int number, int units) { return z.slice(1, number * units, (number + 1) * units); }

    @Test void aSessionGivesTheNumbersOfTheSequence() {
        BoundRecurrent lstm = LSTM.of(20).returnSequences(true).bind(Shape.of(1, 40, 3), Seed.of(1));
        Tensor x = Tensors.random(Shape.of(1, 40, 3), Seed.of(2)), y = lstm.forward(x);
        RecurrentSession session = RecurrentSession.of(lstm);
        Map<Integer, RecurrentSession.State> snapshots = new java.util.HashMap<>();

        for (int t = 0; t < 40; t++) {
            snapshots.put(t, session.snapshot());
            assertThat(session.step(step(x, t, 3))).as("step %d", t).containsExactly(step(y, t, 20), within(1e-5f));
        }
        session.restore(snapshots.get(17));

        assertThat(session.snapshot()).isEqualTo(snapshots.get(17));
        assertThat(session.step(step(x, 17, 3))).containsExactly(step(y, 17, 20), within(1e-5f));
        assertThat(session.snapshot()).isEqualTo(snapshots.get(18));
    }

    private static float[] step(Tensor sequence, int t, int n) { return java.util.Arrays.copyOfRange(sequence.toArray(), t * n, (t + 1) * n); }
}
