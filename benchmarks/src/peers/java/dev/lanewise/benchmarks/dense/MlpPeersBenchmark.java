package dev.lanewise.benchmarks.dense;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The network of [MlpBenchmark] on libtorch 2.10.
///
/// Set `OMP_NUM_THREADS` and `OPENBLAS_NUM_THREADS` to `threads`. Two threads need an OpenBLAS on OpenMP in `LD_PRELOAD`, behind JavaCPP's libgomp: JavaCPP's own has another
/// pool, which spins against libtorch's (3500 samples a second in place of 40,000). glibc should keep its memory: see results/mlp.md.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class MlpPeersBenchmark {

    private static final int SAMPLES = 60_000;

    @Param("784-512-256-10")
    public String widths;

    @Param("128")
    public int batch;

    @Param({"1", "2"})
    public int threads;

    private final List<Tensor> parameters = new ArrayList<>();
    private Optimizer adam;
    private Tensor x;
    private Tensor labels;
    private int next;

    @Setup(Level.Trial)
    public void make() {
        torch.set_num_threads(threads);
        String[] parts = widths.split("-");
        for (int i = 1; i < parts.length; i++) {
            long in = Long.parseLong(parts[i - 1]), out = Long.parseLong(parts[i]);
            keep(torch.randn(out, in).mul_(new Scalar(1 / Math.sqrt(in))));
            keep(torch.zeros(out));
        }
        x = torch.randn(SAMPLES, Long.parseLong(parts[0]));
        labels = torch.randint(Long.parseLong(parts[parts.length - 1]), new long[] {SAMPLES}, new TensorOptions(torch.ScalarType.Long));
        adam = new Adam(new TensorVector(parameters.toArray(Tensor[]::new)), new AdamOptions(1e-3));
    }

    private void keep(Tensor weight) {
        weight.set_requires_grad(true);
        parameters.add(weight);
    }

    private Tensor forward(Tensor input) {
        Tensor output = input;
        for (int i = 0; i < parameters.size(); i += 2) {
            output = torch.linear(output, parameters.get(i), new TensorOptional(parameters.get(i + 1)));
            if (i + 2 < parameters.size()) output = output.relu();
        }
        return output;
    }

    @Benchmark
    public void torchTrainingOfFloats() {
        next = next + 2 * batch > SAMPLES ? 0 : next + batch;
        try (PointerScope scope = new PointerScope()) {
            adam.zero_grad();
            torch.cross_entropy_loss(forward(x.narrow(0, next, batch)), labels.narrow(0, next, batch)).backward();
            adam.step();
        }
    }

    @Benchmark
    public void torchForwardOfFloats() {
        try (PointerScope scope = new PointerScope(); NoGradGuard guard = new NoGradGuard()) {
            forward(x.narrow(0, 0, batch));
        }
    }
}
