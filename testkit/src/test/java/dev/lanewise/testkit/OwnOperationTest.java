package dev.lanewise.testkit;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Curve;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Nested;

/// Operations that somebody outside of core writes: nothing but public types are needed.
class OwnOperationTest {

    /// The squared distance of each row of `x` from each row of `y`, with a gradient function of its own.
    private static Tensor squaredDistances(Tensor x, Tensor y) {
        int m = x.shape().extent(0), n = y.shape().extent(0), k = x.shape().last();
        Tape tape = Tape.of(x, y);
        Tensor z = tape.result(Shape.of(m, n), x, y);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = 0;
                for (int l = 0; l < k; l++) sum += square(x.data()[i * k + l] - y.data()[j * k + l]);
                z.data()[i * n + j] = sum;
            }
        }
        tape.record(z, () -> {
            if (x.isTracked()) addTo(x, y, z, x.addableGradient(), false);
            if (y.isTracked()) addTo(x, y, z, y.addableGradient(), true);
        });
        return z;
    }

    private static void addTo(Tensor x, Tensor y, Tensor z, float[] gradient, boolean ofY) {
        int n = y.shape().extent(0), k = x.shape().last();
        for (int at = 0; at < z.size(); at++) {
            for (int l = 0; l < k; l++) {
                float slope = 2 * z.gradient()[at] * (x.data()[at / n * k + l] - y.data()[at % n * k + l]);
                gradient[(ofY ? at % n : at / n) * k + l] += ofY ? -slope : slope;
            }
        }
    }

    private static float square(float x) { return x * x; }

    @Nested class OfSquaredDistances implements OperationContract {
        @Override public Tensor apply(List<Tensor> x) { return squaredDistances(x.get(0), x.get(1)); }

        @Override public List<Tensor> operands() { return List.of(Tensors.random(Shape.of(3, 5), Seed.of(1)), Tensors.random(Shape.of(4, 5), Seed.of(2))); }
    }

    @Nested class OfACurve implements OperationContract {
        private final Curve bump = Curve.of(x -> 1 / (1 + x * x), (x, y) -> -2 * x * y * y);

        @Override public Tensor apply(List<Tensor> x) { return bump.of(x.getFirst()); }

        @Override public List<Tensor> operands() { return List.of(Tensors.random(Shape.of(3, 5), Seed.of(1))); }
    }
}
