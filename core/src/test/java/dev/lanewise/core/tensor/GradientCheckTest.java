package dev.lanewise.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class GradientCheckTest {

    /// `y = 3x` with a gradient of its own.
    private static Tensor tripled(Tensor x, Consumer<float[]> gradient) {
        Tensor y = x.tape().result(x.shape(), x);
        for (int i = 0; i < x.size(); i++) y.data()[i] = 3 * x.data()[i];
        x.tape().record(y, () -> {
            float[] dx = x.addableGradient();
            for (int i = 0; i < x.size(); i++) dx[i] += 3 * y.gradient()[i];
            gradient.accept(dx);
        });
        return y;
    }

    private static double error(Consumer<float[]> spoiled) {
        return GradientCheck.of(xs -> tripled(xs.get(0), spoiled).plus(tripled(xs.get(1), dx -> { })),
                List.of(Tensor.vector(1, 2, 3), Tensor.vector(4, 5, 6)), Seed.of(1)).error();
    }

    @Test void aRightGradientPasses() { assertThat(error(dx -> { })).isLessThan(1e-3); }

    @Test void aWrongGradientIsSeen() { assertThat(error(dx -> dx[1] *= 1.2f)).isGreaterThan(0.05); }

    @Test void aMissingGradientIsSeen() { assertThat(error(dx -> Arrays.fill(dx, 0, 3, 0))).isGreaterThan(0.5); }

    @Test void nothingHidesAGradientThatIsNotANumber() {
        assertThat(error(dx -> dx[0] = Float.NaN)).isNaN();
        assertThat(error(dx -> dx[2] = Float.POSITIVE_INFINITY)).isNaN();
    }
}
