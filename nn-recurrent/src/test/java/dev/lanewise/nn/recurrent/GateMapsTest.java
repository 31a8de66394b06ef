package dev.lanewise.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.TensorDataset;
import dev.lanewise.core.insight.GateMaps;
import dev.lanewise.core.layer.Traceable;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.testkit.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GateMapsTest {

    private static final Tensor X = Tensors.random(Shape.of(1, 5, 2), Seed.of(2));

    /// Two steps of one unit by hand.
    @Test void gatesAreTheEquationsOfTheLayer() {
        BoundRecurrent lstm = LSTM.of(1).bind(Shape.of(1, 2, 1), Seed.of(1));
        double[] w = {1, 0.5, 2, -1}, u = {0.1, -0.2, 0.3, 0.4}, b = {0, 1, 0, 0.5}, x = {1, -2};
        for (int j = 0; j < 4; j++) {
            lstm.weight("weight").values()[j] = (float) w[j];
            lstm.weight("recurrent").values()[j] = (float) u[j];
            lstm.weight("bias").values()[j] = (float) b[j];
        }

        Map<String, Tensor> trace = lstm.trace(List.of(Tensor.of(Shape.of(1, 2, 1), 1, -2)));

        double h = 0, c = 0;
        for (int t = 0; t < 2; t++) {
            double[] z = new double[4];
            for (int j = 0; j < 4; j++) z[j] = w[j] * x[t] + u[j] * h + b[j];
            double i = sigmoid(z[0]), f = sigmoid(z[1]), candidate = Math.tanh(z[2]), o = sigmoid(z[3]);
            c = f * c + i * candidate;
            h = o * Math.tanh(c);
            double[] expected = {i, f, candidate, o, h, c};
            String[] names = {"i", "f", "candidate", "o", "h", "c"};
            for (int j = 0; j < 6; j++) assertThat(trace.get(names[j]).data()[t]).as(names[j]).isCloseTo((float) expected[j], within(1e-6f));
        }
        assertThat(trace.keySet()).containsExactly("i", "f", "candidate", "o", "h", "c");
    }

    private static double sigmoid(double z) { return 1 / (1 + Math.exp(-z)); }

    /// What is traced is what is computed, whatever the layer.
    @ParameterizedTest
    @MethodSource("dev.lanewise.nn.recurrent.RecurrentTest#layers")
    void statesAreTheOutputsInTheOrderOfTime(Recurrent<?> layer) {
        BoundRecurrent bound = layer.returnSequences(true).bind(X.shape(), Seed.of(1));

        Tensor h = bound.trace(List.of(X)).get("h");

        assertThat(h.data()).containsExactly(bound.runInTime(X, List.of(), java.util.Optional.empty()).outputs().data(), within(1e-7f));
    }

    @Test void bothDirectionsAndAllLayersTell() {
        BoundStateful both = Bidirectional.of(LSTM.of(3).returnSequences(true)).bind(List.of(X.shape()), Seed.of(1));
        BoundStateful stack = Stacked.of(GRU.of(3).returnSequences(true), LSTM.of(2)).bind(List.of(X.shape()), Seed.of(1));

        float[] outputs = both.forward(X).data(), forward = both.trace(List.of(X)).get("forward.h").data(), backward = both.trace(List.of(X)).get("backward.h").data();
        Map<String, Tensor> layers = stack.trace(List.of(X));

        for (int t = 0; t < 5; t++) {
            for (int unit = 0; unit < 3; unit++) {
                assertThat(forward[t * 3 + unit]).isEqualTo(outputs[t * 6 + unit]);
                assertThat(backward[t * 3 + unit]).isEqualTo(outputs[t * 6 + 3 + unit]);
            }
        }
        assertThat(layers.keySet()).containsExactly("0.z", "0.r", "0.candidate", "0.h", "1.i", "1.f", "1.candidate", "1.o", "1.h", "1.c");
        assertThat(layers.get("1.h").slice(0, 4, 5).toArray()).containsExactly(stack.forward(X).toArray(), within(1e-7f));
    }

    @Test void whatCarriesTellsOfWhatItCarries() {
        Traceable carried = Carried.of(LSTM.of(3), 4).bind(X.shape(), Seed.of(1));

        assertThat(carried.trace(List.of(X)).get("h").data()).containsExactly(carried.forward(X).data(), within(1e-7f));
    }

    /// A sentence with padding goes through an embedding, a mask and two layers.
    @Test void stepsThatDoNotCountAreEmpty() {
        Tensor ids = Tensor.of(Shape.of(4, 4), 1, 2, 3, 0, 2, 1, 0, 0, 3, 3, 3, 3, 1, 1, 2, 0);
        Dataset data = TensorDataset.of(ids).target(Target.classes("kind", List.of("a", "b")), Tensor.of(Shape.of(4), 0, 1, 0, 1));
        TrainedNetwork network = RecurrentNetwork.of(RecurrentNetwork.Kind.GRU, 3, 2).vocabulary(4).epochs(1).fit(data, Run.standard());

        List<GateMaps> maps = GateMaps.of(network, data, 1);

        assertThat(maps).hasSize(2);
        assertThat(maps.getLast().maps().keySet()).containsExactly("z", "r", "candidate", "h");
        assertThat(maps.getFirst().maps().get("z").rows()).isEqualTo(4);
        assertThat(Arrays.stream(maps.getFirst().maps().get("z").row(1).toArray())).allMatch(z -> z > 0 && z < 1);
        assertThat(maps.getFirst().maps().get("z").row(2).toArray()).containsOnly(Double.NaN);
        assertThat(network.network().summary()).contains("#" + (Integer.parseInt(maps.getFirst().where()) + 1) + " GRU");
        assertThatThrownBy(() -> GateMaps.of(network, ids)).isInstanceOf(ShapeException.class).hasMessage("Insight: expected one sample [1, …], but got [4, 4]");
    }
}
