package dev.lanewise.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.optim.Optimizer;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.linalg.Backend;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a step of training allocates once its memory is there.
///
/// On the scalar kernels: before SIMD kernels are compiled their vectors are objects, and the count would tell of the compiler instead of the step.
class SteadyStepTest {

    private static final long LIMIT = 64 * 1024;

    @Test void aStepOfAnMlpAllocatesLittle() {
        assertThat(bytesOfAStep(Sequential.of(Input.of(78), Projection.of(51), Activate.of(Activation.RELU), Projection.of(25), Activate.of(Activation.RELU), Projection.of(10)), 12, 78, 10)).isLessThan(LIMIT);
    }

    @Test void neitherDoesADeepNetworkBeforeItIsCompiled() {
        Layer[] layers = Stream.concat(Stream.of(Input.of(8)), Collections.nCopies(30, Projection.of(8)).stream()).toArray(Layer[]::new);

        assertThat(bytesOfAStep(Sequential.of(layers), 4, 8, 8)).isLessThan(LIMIT);
    }

    private static long bytesOfAStep(Sequential network, int batch, int features, int outputs) {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean, "skipped: this JVM does not count the allocations of a thread");
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Backend backend = Backend.named("scalar", 1);
        Tape tape = Tape.training(backend);
        BoundLayer bound = network.bind(Seed.of(1));
        Optimizer.Session adam = Adam.of(1e-3).start(bound.weights(), backend);
        float[] x = new float[batch * features], y = new float[batch * outputs];
        Runnable step = () -> {
            tape.reset(Seed.of(2));
            var output = bound.forward(tape.constant(Shape.of(batch, features), x));
            tape.backward(Loss.meanSquaredError().of(output, tape.constant(Shape.of(batch, outputs), y)));
            adam.step(tape::gradient, 1);
        };
        for (int i = 0; i < 200; i++) step.run();

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 50; i++) step.run();
        return (threads.getCurrentThreadAllocatedBytes() - before) / 50;
    }
}
