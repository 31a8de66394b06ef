package dev.lanewise.nn.dense;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.model.Provenance;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.IntStream;

/// From labelled samples to a [LogisticModel].
///
/// @param present the classes that have samples
record LogisticFit(LogisticRegression settings, Dataset data, int[] labels, int[] present) {

    static LogisticModel of(LogisticRegression settings, Dataset data, Run run) {
        Dataset counted = counted(data);
        int[] labels = Samples.of(settings, counted).labels();
        int[] present = Arrays.stream(labels).distinct().sorted().toArray();
        if (present.length < 2) {
            throw new DataException(settings + ": expected samples of at least two classes, but all are of " + data.schema().target().classes().get(present[0]));
        }
        LinearUnits units = new LogisticFit(settings, counted, labels, present).units(run);
        return new LogisticModel(settings, units, data.schema(), Provenance.of(data, run));
    }

    /// A class whose samples don't count is not there.
    private static Dataset counted(Dataset data) {
        return data.isWeighted() ? data.rows(IntStream.range(0, data.size()).filter(row -> data.weight(row) > 0).toArray()) : data;
    }

    private LinearUnits units(Run run) {
        int[] numbers = Arrays.stream(labels).map(label -> Arrays.binarySearch(present, label)).toArray();
        double[] weights = classWeights();
        double[] sampleWeights = IntStream.range(0, numbers.length).mapToDouble(row -> weights[numbers[row]] * data.weight(row)).toArray();
        LogisticObjective objective = new LogisticObjective(settings, new LogisticObjective.Labelled(data.matrix(), numbers, sampleWeights), present.length, run.backend());
        double[] theta = new Newton(settings, objective, run.listener()).minimum();
        objective.center(theta);
        return spread(theta, objective.rows());
    }

    /// The weight of a sample of each class that is there.
    private double[] classWeights() {
        int classes = data.schema().target().classes().size();
        List<Double> given = settings.classWeights();
        if (!given.isEmpty() && given.size() != classes) throw new DataException(settings + ": expected a weight for each of " + classes + " classes, but got " + given);
        double[] weights = new double[present.length];
        for (int k = 0; k < weights.length; k++) {
            int of = present[k];
            long count = Arrays.stream(labels).filter(label -> label == of).count();
            weights[k] = (given.isEmpty() ? 1 : given.get(of)) * (settings.balanced() ? labels.length / ((double) present.length * count) : 1);
        }
        return weights;
    }

    /// The rows in the places of their classes; a class without samples gets a bias of −∞. Two of many classes share one row as if they were alone.
    private LinearUnits spread(double[] theta, int rows) {
        int classes = data.schema().target().classes().size(), width = theta.length / rows;
        if (rows == 1 && classes == 2) return LinearUnits.of(1, theta);
        double[] all = new double[classes * width];
        for (int k = 0; k < classes; k++) all[k * width + width - 1] = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < present.length; k++) {
            int to = present[k] * width;
            if (rows > 1) System.arraycopy(theta, k * width, all, to, width);
            else if (k == 1) System.arraycopy(theta, 0, all, to, width);
            else Arrays.fill(all, to, to + width, 0);
        }
        return LinearUnits.of(classes, all);
    }
}
