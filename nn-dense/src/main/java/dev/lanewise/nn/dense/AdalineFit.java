package dev.lanewise.nn.dense;

import dev.lanewise.core.Progress;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.linalg.ConvergenceException;
import dev.lanewise.linalg.kernel.DoubleKernels;
import java.util.stream.IntStream;

/// The delta rule on its way, all units side by side.
final class AdalineFit {

    private final Adaline settings;
    private final Samples samples;
    private final int[] labels;
    private final int units;
    private final int features;
    private final DoubleKernels kernels;
    private final double[] theta;                             // [units, features + 1], the bias last
    private final double[] change;                            // the same, in a batch
    private final double[] x;

    private AdalineFit(Adaline settings, Samples samples, int[] labels, int units, DoubleKernels kernels) {
        this.settings = settings;
        this.samples = samples;
        this.labels = labels;
        this.units = units;
        this.features = samples.features();
        this.kernels = kernels;
        this.theta = new double[units * (features + 1)];
        this.change = new double[settings.batch() ? theta.length : 0];
        this.x = new double[features];
    }

    static AdalineModel of(Adaline settings, Dataset data, Run run) {
        data.requireUnweighted(settings);
        Samples samples = Samples.of(settings, data);
        int[] labels = samples.labels();
        int classes = data.schema().target().classes().size();
        AdalineFit fit = new AdalineFit(settings, samples, labels, classes == 2 ? 1 : classes, run.backend().kernels().doubles());
        double[] losses = new double[settings.epochs()];
        for (int epoch = 0; epoch < losses.length; epoch++) {
            losses[epoch] = fit.epoch(fit.order(run, epoch));
            if (!Double.isFinite(losses[epoch])) {
                throw new ConvergenceException(settings + ": expected a finite loss, but epoch " + (epoch + 1) + " gave " + losses[epoch] + ". Lower the rate, or scale the features", epoch + 1, losses[epoch]);
            }
            run.listener().onProgress(new Progress("epoch " + (epoch + 1) + " of " + losses.length, epoch + 1, losses.length, "epochs", losses[epoch]));
        }
        return new AdalineModel(settings, LinearUnits.of(fit.units, fit.theta), losses, data.schema(), Provenance.of(data, run));
    }

    private int[] order(Run run, int epoch) {
        return settings.shuffled() ? run.seed().child("order").child(epoch).stream().permutation(samples.size()) : IntStream.range(0, samples.size()).toArray();
    }

    /// Visits every sample and gives the mean of the halved squared errors, as they were met.
    private double epoch(int[] order) {
        double loss = 0;
        for (int row : order) {
            samples.read(row, x);
            for (int k = 0; k < units; k++) loss += visit(k, labels[row]);
        }
        if (settings.batch()) {
            kernels.axpy(1.0 / order.length, change, 0, theta, 0, theta.length);
            java.util.Arrays.fill(change, 0);
        }
        return loss / order.length;
    }

    private double visit(int unit, int label) {
        int from = unit * (features + 1);
        double wanted = label == (units == 1 ? 1 : unit) ? 1 : -1;
        double error = wanted - kernels.dot(theta, from, x, 0, features) - theta[from + features];
        double[] to = settings.batch() ? change : theta;
        kernels.axpy(settings.rate() * error, x, 0, to, from, features);
        to[from + features] += settings.rate() * error;
        return error * error / 2;
    }
}
