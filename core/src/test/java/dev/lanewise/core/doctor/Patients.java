package dev.lanewise.core.doctor;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.TensorDataset;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.Scaling;
import dev.lanewise.core.train.Trainer;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

/// Data and networks for the tests of the doctor.
final class Patients {

    private Patients() { }

    /// `target = x₀ − 0.5 x₁ + noise` of inputs of size 1.
    static Dataset line(int samples, long seed) {
        RandomStream random = Seed.of(seed).stream();
        float[] x = new float[2 * samples], y = new float[samples];
        for (int i = 0; i < samples; i++) {
            x[2 * i] = (float) random.gaussian();
            x[2 * i + 1] = (float) random.gaussian();
            y[i] = (float) (x[2 * i] - 0.5 * x[2 * i + 1] + 0.05 * random.gaussian());
        }
        return numbers(2, x, y);
    }

    /// Two or more classes around points on a circle.
    static Dataset clouds(int samples, int classes, long seed) {
        RandomStream random = Seed.of(seed).stream();
        float[] x = new float[2 * samples], y = new float[samples];
        for (int i = 0; i < samples; i++) {
            int label = i % classes;
            x[2 * i] = (float) (Math.cos(2 * Math.PI * label / classes) + 0.2 * random.gaussian());
            x[2 * i + 1] = (float) (Math.sin(2 * Math.PI * label / classes) + 0.2 * random.gaussian());
            y[i] = label;
        }
        return classes(2, classes, x, y);
    }

    static Dataset numbers(int features, float[] x, float... y) {
        return TensorDataset.of(Tensor.of(Shape.of(y.length, features), x)).target(Target.number("y"), Tensor.vector(y));
    }

    static Dataset classes(int features, int classes, float[] x, float... y) {
        List<String> names = Stream.iterate(0, i -> i + 1).limit(classes).map(i -> "c" + i).toList();
        return TensorDataset.of(Tensor.of(Shape.of(y.length, features), x)).target(Target.classes("kind", names), Tensor.vector(y));
    }

    /// Windows of a series, each with the value that follows: `[lookBack, 1]`.
    static Dataset windows(int from, int to, int lookBack, IntToDoubleFunction series) {
        int n = to - from - lookBack;
        float[] x = new float[n * lookBack], y = new float[n];
        for (int i = 0; i < n; i++) {
            for (int t = 0; t < lookBack; t++) x[i * lookBack + t] = (float) series.applyAsDouble(from + i + t);
            y[i] = (float) series.applyAsDouble(from + i + lookBack);
        }
        return TensorDataset.of(Tensor.of(Shape.of(n, lookBack, 1), x)).target(Target.number("next"), Tensor.vector(y));
    }

    static Sequential network(int features, Layer... layers) {
        return new Sequential(Stream.concat(Stream.of(Input.of(features)), Stream.of(layers)).toList());
    }

    /// Adam at 1e-2 on raw inputs, in batches of 16.
    static Trainer trainer(Loss loss) { return Trainer.of(Adam.of(1e-2), loss).batchSize(16).epochs(10).scaling(Scaling.Kind.NONE); }

    static Diagnosis diagnose(Trainer trainer, Sequential network, Dataset data) { return Doctor.standard().examine(trainer, network, data, Run.standard()).diagnosis(); }

    static List<String> ids(Diagnosis diagnosis) {
        return diagnosis.findings().stream().filter(finding -> finding.severity() != Severity.NOTE).map(Finding::id).distinct().sorted().toList();
    }
}
