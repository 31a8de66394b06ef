package dev.lanewise.testkit;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Tensor;

/// Tensors for tests.
public final class Tensors {

    private Tensors() { }

    /// Uniform in `(−1, 1)`.
    public static Tensor random(Shape shape, Seed seed) {
        RandomStream random = seed.stream();
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) values[i] = (float) random.uniform(-1, 1);
        return Tensor.of(shape, values);
    }

    /// Whole numbers in `0 … bound − 1`.
    public static Tensor ids(Shape shape, int bound, Seed seed) {
        RandomStream random = seed.stream();
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) values[i] = random.nextInt(bound);
        return Tensor.of(shape, values);
    }
}
