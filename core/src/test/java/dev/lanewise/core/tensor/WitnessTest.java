package dev.lanewise.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.Activate;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ElementFunction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WitnessTest {

    /// Writes down what it hears.
    private static final class Diary implements Witness {

        final List<String> events = new ArrayList<>();
        final List<float[]> gradients = new ArrayList<>();

        @Override public void entered(int part) { events.add("enter " + part); }

        @Override public void left(Tensor output) { events.add("leave " + output.shape()); }

        @Override public void activated(ElementFunction function, Tensor result) { events.add(function.name()); }

        @Override public void begun(Tensor result, List<Tensor> operands) { events.add("begin " + operands.size()); }

        @Override public void computed(Tensor result) { events.add("done " + result.shape()); }

        @Override public void gradient(Tensor result) { gradients.add(java.util.Arrays.copyOf(result.gradient(), result.size())); }

        @Override public void differentiated(Tensor result) { events.add("back " + result.shape()); }
    }

    private final BoundLayer network = Sequential.of(Input.of(2), Projection.of(3), Activate.of(Activation.TANH)).bind(Seed.of(1));

    @Test void aWitnessHearsOfPartsOperationsAndGradientsInTheirOrder() {
        Diary diary = new Diary();

        gradients(Tape.gradients(Backend.standard()).watchedBy(diary));

        assertThat(diary.events).containsExactly("enter 0", "leave [2, 2]", "enter 1", "begin 3", "IDENTITY", "done [2, 3]", "leave [2, 3]",
                "enter 2", "begin 1", "TANH", "done [2, 3]", "leave [2, 3]", "begin 1", "done [1]", "back [1]", "back [2, 3]", "back [2, 3]");
        assertThat(diary.gradients.get(1)).containsOnly(1);                                            // of the output, whose sum is taken
        for (float g : diary.gradients.get(2)) assertThat(g).isBetween(1e-6f, 1f);                      // 1 − tanh²
    }

    @Test void aWitnessChangesNothing() {
        assertThat(gradients(Tape.gradients(Backend.standard()).watchedBy(new Diary()))).isEqualTo(gradients(Tape.gradients(Backend.standard())));
    }

    private float[] gradients(Tape tape) {
        tape.reset(Seed.of(0));
        tape.backward(network.forward(tape.constant(Shape.of(2, 2), new float[] {1, 2, -1, 0.5f})).sum());
        return tape.gradientOf(network.weights().getFirst()).orElseThrow().clone();
    }
}
