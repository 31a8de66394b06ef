package dev.lanewise.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.testkit.Tensors;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecurrentTraceTest {

    /// The equations of the layer hold between the numbers of the trace.
    @Test void statesFollowFromTheGates() {
        BoundRecurrent lstm = LSTM.of(3).bind(Shape.of(1, 6, 2), Seed.of(1)), gru = GRU.of(3).bind(Shape.of(1, 6, 2), Seed.of(1));
        Tensor x = Tensors.random(Shape.of(1, 6, 2), Seed.of(2));

        RecurrentTrace trace = RecurrentTrace.of(lstm, x), other = RecurrentTrace.of(gru, x);

        assertThat(trace.names()).containsExactlyInAnyOrder("i", "f", "candidate", "o", "h", "c", "d.h", "d.c", "d.i", "d.f", "d.candidate", "d.o");
        for (int t = 0; t < 6; t++) {
            for (int u = 0; u < 3; u++) {
                double before = t == 0 ? 0 : trace.of("c").get(t - 1, u), c = trace.of("c").get(t, u);
                assertThat(c).isCloseTo(trace.of("f").get(t, u) * before + trace.of("i").get(t, u) * trace.of("candidate").get(t, u), within(1e-6));
                assertThat(trace.of("h").get(t, u)).isCloseTo(trace.of("o").get(t, u) * Math.tanh(c), within(1e-6));
                double z = other.of("z").get(t, u), h = t == 0 ? 0 : other.of("h").get(t - 1, u);
                assertThat(other.of("h").get(t, u)).isCloseTo(z * h + (1 - z) * other.of("candidate").get(t, u), within(1e-6));
            }
        }
        assertThat(trace.of("h").row(5).toArray()).containsExactly(doubles(lstm.forward(x).toArray()), within(1e-7));
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < doubles.length; i++) doubles[i] = values[i];
        return doubles;
    }

    /// The gradient of the bias is the sum of what flowed to the pre-activations.
    @ParameterizedTest
    @MethodSource("dev.lanewise.nn.recurrent.RecurrentTest#layers")
    void whatFlowsToTheGatesIsTheGradientOfTheBias(Recurrent<?> layer) {
        BoundRecurrent bound = layer.bind(Shape.of(1, 7, 2), Seed.of(1));
        Tensor x = Tensors.random(Shape.of(1, 7, 2), Seed.of(2));
        Tape tape = Tape.gradients(Backend.of(1));
        tape.backward(bound.forward(tape.constant(x.shape(), x.data())));
        float[] expected = tape.gradientOf(bound.weight("bias")).orElseThrow();

        RecurrentTrace trace = RecurrentTrace.of(bound, x);

        int units = layer.units();
        var gates = trace.names().stream().filter(name -> name.startsWith("d.") && !name.equals("d.h") && !name.equals("d.c")).toList();
        for (int i = 0; i < gates.size(); i++) {
            Matrix flow = trace.of(gates.get(i));
            for (int u = 0; u < units; u++) {
                double sum = 0;
                for (int t = 0; t < 7; t++) sum += flow.get(t, u);
                assertThat(sum).as("%s, unit %d", gates.get(i), u).isCloseTo(expected[i * units + u], within(1e-6));
            }
        }
    }

    @Test void theGradientOfASimpleLayerVanishesAndThatOfGatesReachesBack() {
        Tensor x = Tensors.random(Shape.of(1, 60, 4), Seed.of(2));

        double simple = reach(SimpleRNN.of(16), x), lstm = reach(LSTM.of(16).forgetBias(3), x), gru = reach(ofOpenGates(), x);

        assertThat(simple).isLessThan(1e-4);
        assertThat(lstm).isGreaterThan(100 * simple);
        assertThat(gru).isGreaterThan(100 * simple);
    }

    private static GRU ofOpenGates() { return GRU.of(16); }

    /// How much of the gradient is left after fifty steps back.
    private static double reach(Recurrent<?> layer, Tensor x) {
        BoundRecurrent bound = layer.bind(x.shape(), Seed.of(1));
        if (layer instanceof SimpleRNN) for (int i = 0; i < bound.weight("recurrent").values().length; i++) bound.weight("recurrent").values()[i] *= 0.9f;
        if (layer instanceof GRU) Arrays.fill(bound.weight("bias").values(), 0, 16, 3);
        double[] norms = RecurrentTrace.of(bound, x).gradientNorms();
        assertThat(norms).hasSize(60);
        return norms[50] / norms[0];
    }

    @Test void itIsATableAndAFile(@TempDir Path folder) {
        BoundRecurrent rnn = SimpleRNN.of(2).bind(Shape.of(1, 3, 1), Seed.of(1));
        RecurrentTrace trace = RecurrentTrace.of(rnn, Tensor.of(Shape.of(1, 3, 1), 1, 2, 3), 1, 0);

        trace.writeCsv(folder.resolve("trace.csv"));

        Table table = Table.readCsv(folder.resolve("trace.csv"));
        assertThat(table.names()).containsExactlyInAnyOrder("step", "sum.0", "sum.1", "h.0", "h.1", "d.h.0", "d.h.1", "d.sum.0", "d.sum.1");
        assertThat(table.column("h.1")).containsExactly(trace.of("h").column(1).toArray(), within(1e-9));
        assertThat(table.column("d.h.0")[2]).isEqualTo(1);
        assertThat(table.column("step")).containsExactly(0, 1, 2);
    }

    @Test void itSaysWhatItCannotTake() {
        BoundRecurrent rnn = SimpleRNN.of(2).bind(Shape.of(1, 3, 1), Seed.of(1));
        Weight weight = rnn.weight("bias");

        assertThatThrownBy(() -> RecurrentTrace.of(rnn, Tensor.of(Shape.of(2, 1, 1), 1, 2))).isInstanceOf(ShapeException.class)
                .hasMessage("RecurrentTrace: expected one sequence [1, time, 1] of at least one step, but got [2, 1, 1]");
        assertThatThrownBy(() -> RecurrentTrace.of(rnn, Tensor.of(Shape.of(1, 1, 1), 1), 1)).hasMessage("RecurrentTrace: expected a gradient of 2 numbers, but got 1");
        assertThatThrownBy(() -> RecurrentTrace.of(rnn, Tensor.of(Shape.of(1, 1, 1), 1)).of("i")).hasMessageContaining("but got i");
        assertThat(weight.values()).containsOnly(0);
    }
}
