package dev.lanewise.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.linalg.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearTest {

    private static Weight random(String name, Shape shape) { return Weight.of(name, shape, Initializer.HE_NORMAL.values(shape, 3, 3, Seed.of(1).child(name))); }

    /// The value, then the gradients of the residual, x, the weight and the bias.
    private static List<float[]> pass(int rows, boolean bias, boolean fused) {
        Weight residual = random("residual", Shape.of(rows, 2, 5)), x = random("x", Shape.of(rows, 2, 3)), weight = random("weight", Shape.of(3, 5)), shift = random("shift", Shape.of(5));
        Tape tape = Tape.training(Backend.of(1));
        Tensor r = tape.weight(residual), input = tape.weight(x), w = tape.weight(weight);
        Optional<Tensor> b = bias ? Optional.of(tape.weight(shift)) : Optional.empty();
        Tensor y = fused ? Linear.onto(r, input, w, b) : r.plus(Linear.linear(input, w, b, Activation.IDENTITY));
        List<float[]> all = new ArrayList<>(List.of(y.toArray()));
        tape.backward(y.plus(r).square().sum());
        for (Weight each : List.of(residual, x, weight, shift)) all.add(tape.gradient(each).clone());
        return all;
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "1, false", "50, true", "300, false"})
    void addingOntoAResidualIsTheSum(int rows, boolean bias) {
        List<float[]> fused = pass(rows, bias, true), apart = pass(rows, bias, false);
        for (int i = 0; i < fused.size(); i++) {
            assertThat(fused.get(i).length).isEqualTo(apart.get(i).length);
            for (int j = 0; j < fused.get(i).length; j++) assertThat(fused.get(i)[j]).isCloseTo(apart.get(i)[j], within(1e-4f * Math.max(1, Math.abs(apart.get(i)[j]))));
        }
    }

    @Test
    void refusesAResidualOfAnotherShape() {
        Tensor x = Tensor.of(Shape.of(1, 2), 1, 2), weight = Tensor.of(Shape.of(2, 2), 1, 2, 3, 4);
        assertThatThrownBy(() -> Linear.onto(Tensor.vector(1, 2), x, weight, Optional.empty())).isInstanceOf(ShapeException.class)
                .hasMessage("Linear: expected a residual [1, 2], but got [2]");
    }
}
