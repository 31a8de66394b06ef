package dev.lanewise.core.model;

import dev.lanewise.core.DataException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.metric.Accumulator;
import dev.lanewise.core.metric.Classification;
import dev.lanewise.core.metric.Metric;
import dev.lanewise.linalg.Matrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Probabilities of classes as a table, and how often they were right.
public final class ClassTable {

    /// Samples that are judged at a time.
    private static final int BLOCK = 2048;

    private ClassTable() { }

    /// The columns `class`, `probability`, and `p(NAME)` for each class.
    ///
    /// @param probabilities `[n, classes]`
    public static Table of(List<String> classes, Matrix probabilities) {
        int n = probabilities.rows();
        List<String> names = new ArrayList<>(n);
        double[] largest = new double[n];
        for (int i = 0; i < n; i++) {
            int best = best(probabilities, i);
            names.add(classes.get(best));
            largest[i] = probabilities.get(i, best);
        }
        Table table = Table.empty().with("class", names).with("probability", largest);
        for (int j = 0; j < classes.size(); j++) table = table.with("p(" + classes.get(j) + ")", probabilities.column(j).toArray());
        return table;
    }

    /// The most probable class of a row, the first of several.
    public static int best(Matrix probabilities, int row) {
        int best = 0;
        for (int j = 1; j < probabilities.columns(); j++) if (probabilities.get(row, j) > probabilities.get(row, best)) best = j;
        return best;
    }

    /// What the classifier says of every sample, block by block so that the samples are not copied as a whole.
    static Matrix probabilities(Classifier classifier, Dataset data) {
        int n = data.size(), classes = classifier.classes().size();
        double[] all = new double[Math.multiplyExact(n, classes)];
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(n, from + BLOCK);
            classifier.probabilities(rows(classifier, data, from, to)).copyTo(all, from * classes, classes);
        }
        if (n == 0) classifier.probabilities(rows(classifier, data, 0, 0));                       // complains of a wrong width here too
        return Matrix.wrap(n, classes, all);
    }

    /// @throws DataException if a number is not finite: no class would be as good as another
    private static Matrix rows(Classifier classifier, Dataset data, int from, int to) {
        int width = data.schema().input().size();
        double[] values = new double[(to - from) * width];
        for (int i = from; i < to; i++) data.readInput(0, i, values, (i - from) * width);
        for (int at = 0; at < values.length; at++) {
            if (Double.isFinite(values[at])) continue;
            throw new DataException(classifier + ": expected finite numbers, but row " + (from + at / width) + ", column " + at % width + " has " + values[at]
                    + ". Drop or fill such rows first");
        }
        return Matrix.wrap(to - from, width, values);
    }

    static Evaluation evaluate(Classifier classifier, Dataset data) {
        Target target = data.schema().target();
        if (target.kind() != Target.Kind.CLASS || !target.classes().equals(classifier.classes())) {
            throw new DataException("Evaluate: expected the classes " + classifier.classes() + " as the target, as they were learned, but the data has "
                    + (target.kind() == Target.Kind.CLASS ? target.classes().toString() : "no classes. Name their column"));
        }
        Matrix probabilities = probabilities(classifier, data);
        Accumulator<Classification> accumulator = Metric.classification(classifier.classes()).start();
        double[] said = new double[classifier.classes().size()];
        float[] label = new float[1];
        for (int i = 0; i < data.size(); i++) {
            data.readTarget(i, label, 0);
            for (int j = 0; j < said.length; j++) said[j] = probabilities.get(i, j);
            accumulator.add(said, label[0], data.weight(i));
        }
        return evaluation(data.size(), accumulator.value());
    }

    /// `accuracy`, `loss`, then everything else.
    private static Evaluation evaluation(int samples, Classification found) {
        Map<String, Double> figures = new LinkedHashMap<>();
        if (samples > 0) figures.put("accuracy", found.confusion().accuracy());
        if (samples > 0) figures.put("loss", found.logLoss());
        figures.putAll(found.figures());
        return new Evaluation(samples, figures, Optional.of(found.confusion()));
    }
}
