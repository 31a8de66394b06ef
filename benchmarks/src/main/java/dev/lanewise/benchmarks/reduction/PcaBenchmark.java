package dev.lanewise.benchmarks.reduction;

import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.TensorDataset;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.reduction.Moments;
import dev.lanewise.reduction.PCA;
import dev.lanewise.reduction.PCAModel;
import dev.lanewise.reduction.Precision;
import dev.lanewise.reduction.Solver;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// PCA of 60,000 × 784 numbers of 50 hidden dimensions and noise: the size of MNIST.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xmx3g"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
public class PcaBenchmark {

    private static final int ROWS = 60_000;
    private static final int FEATURES = 784;
    private static final int HIDDEN = 50;

    @Param({"1", "2"})
    public int threads;

    private Run run;
    private Matrix doubles;
    private Dataset floats;
    private PCAModel model;

    /// Both inputs hold the same float32 numbers. Fits by both precisions must agree.
    @Setup
    public void make() {
        run = Run.standard().threads(threads);
        double[] x = Matrix.gaussian(ROWS, HIDDEN, 1).times(Matrix.gaussian(HIDDEN, FEATURES, 2), run.backend()).toArray(), noise = Matrix.gaussian(ROWS, FEATURES, 3).data();
        float[] narrow = new float[x.length];
        for (int i = 0; i < x.length; i++) x[i] = narrow[i] = (float) (x[i] + 0.1 * noise[i]);
        doubles = Matrix.wrap(ROWS, FEATURES, x);
        floats = TensorDataset.of(Tensor.of(Shape.of(ROWS, FEATURES), narrow));
        model = PCA.of(200).fit(doubles, run);
        double exact = model.explainedVariance()[0], fast = PCA.of(200).solver(Solver.COVARIANCE_FLOAT32).fit(floats, run).explainedVariance()[0];
        if (Math.abs(exact - fast) > 1e-6 * exact) throw new IllegalStateException("PcaBenchmark: expected equal variances, but got " + exact + " and " + fast);
    }

    @Benchmark
    public Moments momentsOfDoubles() { return Moments.of(doubles, run); }

    @Benchmark
    public PCAModel fitDoubles() { return PCA.all().fit(doubles, run); }

    /// Without the fingerprint of the data set, which a fit keeps: it hashes every byte.
    @Benchmark
    public PCAModel fitFloats() { return PCA.all().fit(Moments.of(floats, Precision.FLOAT32, run), run); }

    @Benchmark
    public Matrix transformTo200() { return model.transform(doubles); }
}
