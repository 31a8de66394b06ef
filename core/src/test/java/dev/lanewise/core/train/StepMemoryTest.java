package dev.lanewise.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.lanewise.core.Run;
import dev.lanewise.core.layer.Activate;
import dev.lanewise.core.layer.BatchNorm;
import dev.lanewise.core.layer.Dropout;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.tensor.Activation;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// In steady state a step takes its memory from the steps before.
///
/// Measured on the scalar kernels: vectors are objects until the compiler has seen them for a while, and that compiled kernels make none is a
/// test of linalg.
class StepMemoryTest {

    private static final long LIMIT = 64 * 1024;

    private static final Sequential NETWORK = Sequential.of(Input.of(50), Projection.of(70), new Activate(Activation.RELU), BatchNorm.of(), Dropout.of(0.2),
            Projection.of(30), new Activate(Activation.GELU), Projection.of(3));

    /// Bytes that the training thread takes between the ends of one step and the next.
    private static final class Meter implements TrainingObserver {

        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final List<Long> bytes = new ArrayList<>(1000);
        private long before;

        @Override public void stepped(Step step) {
            long now = threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
            if (step.number() > 20) bytes.add(now - before);
            before = now;
        }
    }

    private static Samples samples(int n) {
        float[][] inputs = new float[n][50];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 50; j++) inputs[i][j] = (float) Math.sin(i * 7 + j);
            labels[i] = i % 3;
        }
        return Samples.classes(List.of("a", "b", "c"), inputs, labels);
    }

    private static long median(Run run) {
        Meter meter = new Meter();
        Trainer.of(Adam.of(1e-3), Loss.crossEntropy()).batchSize(64).epochs(10).observe(meter).fit(NETWORK, samples(640), run);
        return meter.bytes.stream().sorted().skip(meter.bytes.size() / 2).findFirst().orElseThrow();
    }

    @Test void aStepOfADenseNetworkTakesLittle() {
        assertThat(median(Run.standard().kernels("scalar").threads(1))).isLessThan(LIMIT);
        assertThat(median(Run.standard().kernels("scalar").threads(2))).isLessThan(LIMIT);
    }
}
