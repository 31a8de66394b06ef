package dev.lanewise.nn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLowRank;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.LowRank;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Recomputed;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.optim.Optimizer;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.testkit.LayerContract;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Low-rank corrections of a network that has learned.
class FineTuningTest {

    @Nested class OfAProjection implements LayerContract {
        @Override public Layer layer() { return LowRank.of(Projection.of(4), 2).alpha(3).part("weight"); }

        @Override public List<Shape> inputs() { return List.of(Shape.of(2, 3, 5)); }
    }

    private static final Shape IDS = Shape.of(2, 6);

    private final BoundCausalTransformer learned = CausalTransformer.gpt2(7, 6, 12, 3, 1).bind(IDS, Seed.of(1));
    private final BoundLowRank tuned = LowRank.of(learned.layer(), 2).part("attention").around(learned, Seed.of(2));
    private final Tensor ids = Tensor.of(IDS, 1, 2, 3, 4, 5, 6, 6, 5, 4, 3, 2, 1), next = Tensor.of(IDS, 2, 3, 4, 5, 6, 0, 5, 4, 3, 2, 1, 0);

    private double tune(int steps) {
        Tape tape = Tape.training(Backend.of(1));
        Optimizer.Session session = Adam.of(0.02).start(tuned.weights(), Backend.of(1));
        double loss = 0;
        for (int step = 0; step < steps; step++) {
            tape.reset(Seed.of(step));
            Tensor cost = Loss.crossEntropy().of(tuned.forward(tape.constant(IDS, ids.data())), next);
            loss = cost.item();
            tape.backward(cost);
            session.step(tape::gradient, 1);
        }
        return loss;
    }

    @Test void nothingChangesAtFirstAndOnlyCorrectionsCanBeTrained() {
        assertThat(tuned.forward(ids).toArray()).containsExactly(learned.forward(ids).toArray(), within(1e-6f));
        assertThat(tuned.weights().stream().filter(Weight::trainable)).extracting(Weight::toString).containsExactly(
                "stack.0.attention.qkv.weight.a[12, 2]", "stack.0.attention.qkv.weight.b[2, 36]", "stack.0.attention.output.weight.a[12, 2]", "stack.0.attention.output.weight.b[2, 12]");
    }

    @Test void correctionsLearnAndTheRestStays() {
        List<float[]> before = learned.weights().stream().map(weight -> weight.values().clone()).toList();

        double first = tune(1), last = tune(60);

        assertThat(last).isLessThan(0.93 * first);
        for (int i = 0; i < before.size(); i++) assertThat(learned.weights().get(i).values()).containsExactly(before.get(i));
    }

    @Test void mergedItSaysTheSame() {
        tune(10);
        float[] said = tuned.forward(ids).toArray();

        assertThat(tuned.merge().forward(ids).toArray()).containsExactly(said, within(1e-5f));
        assertThat(tuned.forward(ids).toArray()).containsExactly(said, within(1e-5f));
    }

    @Test void whatDoesNotFitGetsASentence() {
        assertThatThrownBy(() -> LowRank.of(learned.layer(), 2).part("nothing").around(learned, Seed.of(1))).hasMessageContaining("expected a matrix whose name contains \"nothing\"");
        assertThatThrownBy(() -> LowRank.of(Projection.of(2), 0)).hasMessage("LowRank: expected a rank ≥ 1, but got 0");
        Layer inside = LowRank.of(Recomputed.of(Projection.of(4)), 1);
        Tape tape = Tape.training(Backend.of(1));
        assertThatThrownBy(() -> inside.bind(Shape.of(2, 3), Seed.of(1)).forward(tape.constant(Shape.of(2, 3), new float[6])))
                .hasMessage("Recompute: expected weights as they are, but some are substituted. Recompute around what substitutes them");
    }
}
