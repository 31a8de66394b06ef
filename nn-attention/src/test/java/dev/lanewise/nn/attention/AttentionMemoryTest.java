package dev.lanewise.nn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Mask;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import dev.lanewise.testkit.Tensors;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Memory for attention and its gradients grows with the length of the sequence, not with its square.
///
/// The first pass on a fresh tape allocates all that it ever needs. Scalar kernels, because vectors are objects until they are compiled.
class AttentionMemoryTest {

    private static final int WIDTH = 4;

    @Test void twiceTheLengthTakesTwiceTheMemory() {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean, "skipped: this JVM does not count the allocations of a thread");
        allocated(100);                                                        // classes are loaded

        long half = allocated(2048), whole = allocated(4096), scores = 4L * 4096 * 4096;

        assertThat(whole).isLessThan(half * 5 / 2).isLessThan(scores / 16);
    }

    private static long allocated(int length) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Shape shape = Shape.of(1, length, WIDTH);
        List<Weight> operands = Stream.of(1, 2, 3).map(i -> Weight.of("", shape, Tensors.random(shape, Seed.of(i)).data())).toList();
        Tape tape = Tape.training(Backend.named("scalar", 1));
        long before = threads.getCurrentThreadAllocatedBytes();
        List<Tensor> qkv = operands.stream().map(tape::weight).toList();
        tape.backward(ScaledDotProduct.of(1).mask(Mask.causal()).attend(qkv.get(0), qkv.get(1), qkv.get(2)));
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
