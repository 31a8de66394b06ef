package dev.lanewise.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.linalg.Backend;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a step of training allocates once its memory is there: less than its recurrent weights, which are packed in each.
///
/// On the scalar kernels: before SIMD kernels are compiled their vectors are objects.
class SteadySweepTest {

    private static final int BATCH = 8, LENGTH = 9, FEATURES = 3, UNITS = 160;

    static List<Recurrent<?>> layers() { return List.of(SimpleRNN.of(UNITS), LSTM.of(UNITS), GRU.of(UNITS), GRU.of(UNITS).resetAfter(false)); }

    @ParameterizedTest @MethodSource("layers")
    void aStepAllocatesLessThanItsWeights(Recurrent<?> layer) {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean, "skipped: this JVM does not count the allocations of a thread");
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Tape tape = Tape.training(Backend.named("scalar", 1));
        BoundLayer bound = Sequential.of(Input.of(LENGTH, FEATURES), layer).bind(Seed.of(1));
        float[] x = new float[BATCH * LENGTH * FEATURES];
        Runnable step = () -> {
            tape.reset(Seed.of(2));
            tape.backward(bound.forward(tape.constant(Shape.of(BATCH, LENGTH, FEATURES), x)).sum());
        };
        for (int i = 0; i < 10; i++) step.run();

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10; i++) step.run();

        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 10).isLessThan(UNITS * UNITS * Float.BYTES / 2);
    }
}
