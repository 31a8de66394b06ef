package com.example.rbf;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.model.Classifier;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.linalg.Matrix;
import java.util.List;
import java.util.Map;

/// The class whose samples' mean is nearest; the probability of each falls with the squared distance.
///
/// @param sharpness what the squared distance is multiplied by
public record NearestMean(double sharpness) implements Estimator {

    public NearestMean {
        if (!(sharpness > 0 && sharpness < Double.POSITIVE_INFINITY)) throw new DataException("nearest-mean: expected a positive 'sharpness', but got " + sharpness);
    }

    @Override public Model fit(Dataset data, Run run) {
        int n = data.schema().input().size(), classes = data.schema().target().classes().size();
        if (classes == 0) throw new DataException("nearest-mean: expected a column of classes as the target, but there is none");
        double[] sums = new double[classes * n], weights = new double[classes], x = new double[n];
        float[] label = new float[1];
        for (int i = 0; i < data.size(); i++) {
            data.readInput(0, i, x, 0);
            data.readTarget(i, label, 0);
            int k = (int) label[0];
            weights[k] += data.weight(i);
            for (int j = 0; j < n; j++) sums[k * n + j] += data.weight(i) * x[j];
        }
        for (int k = 0; k < classes; k++) if (weights[k] == 0) throw new DataException("nearest-mean: expected samples of every class, but '" + data.schema().target().classes().get(k) + "' has none");
        for (int at = 0; at < sums.length; at++) sums[at] /= weights[at / n];
        return new Learned(sharpness, Matrix.wrap(classes, n, sums), data.schema(), Provenance.of(data, run));
    }

    /// The means of all classes, `[classes, features]`.
    private record Learned(double sharpness, Matrix means, Schema schema, Provenance provenance) implements Classifier {

        @Override public List<String> classes() { return schema.target().classes(); }

        @Override public Matrix probabilities(Matrix x) {
            int classes = means.rows();
            if (x.columns() != means.columns()) throw new ShapeException("nearest-mean: expected [n, " + means.columns() + "], but got [" + x.rows() + ", " + x.columns() + "]");
            double[] p = new double[x.rows() * classes];
            for (int i = 0; i < x.rows(); i++) {
                double nearest = Double.POSITIVE_INFINITY, sum = 0;
                for (int k = 0; k < classes; k++) nearest = Math.min(nearest, p[i * classes + k] = distance(x, i, k));
                for (int k = 0; k < classes; k++) sum += p[i * classes + k] = Math.exp(-sharpness * (p[i * classes + k] - nearest));
                for (int k = 0; k < classes; k++) p[i * classes + k] /= sum;
            }
            return Matrix.wrap(x.rows(), classes, p);
        }

        private double distance(Matrix x, int row, int k) {
            double sum = 0;
            for (int j = 0; j < x.columns(); j++) sum += Math.pow(x.get(row, j) - means.get(k, j), 2);
            return sum;
        }

        @Override public ModelContent content() {
            Shape shape = Shape.of(means.rows(), means.columns());
            return new ModelContent("nearest-mean", Options.none().with("sharpness", sharpness), schema, provenance, Map.of("means", new StoredTensor.Doubles(shape, means.toArray())));
        }

        @Override public String toString() { return "nearest-mean"; }
    }

    /// Names it `nearest-mean` on the command line and in model files.
    public static final class Provider implements ModelProvider {

        @Override public String name() { return "nearest-mean"; }

        @Override public String family() { return "plug-ins"; }

        @Override public String summary() { return "The class whose mean is nearest."; }

        @Override public List<Option> options() { return List.of(new Option("sharpness", Option.Type.NUMBER, "1", "> 0", "How fast a probability falls with the squared distance.")); }

        @Override public Estimator create(Options options) { return new NearestMean(options.number("sharpness", 1)); }

        @Override public Model restore(ModelContent content) {
            return new Learned(content.settings().number("sharpness"), content.matrix("means"), content.schema(), content.provenance());
        }
    }
}
