package dev.lanewise.core.select;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Seed;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import java.util.Arrays;
import java.util.List;

/// k parts, each with its share of every class to within one row. A class with fewer rows than there are parts is missing from some of them.
///
/// @param k at least 2
/// @param shuffled whether the rows of a class are dealt out at random, by the seed, instead of as they stand
public record StratifiedFolds(int k, boolean shuffled) implements Folds {

    public StratifiedFolds { KFolds.requireSeveral(k); }

    /// The same with rows taken at random, or as they stand.
    public StratifiedFolds shuffled(boolean shuffled) { return new StratifiedFolds(k, shuffled); }

    @Override public List<Fold> of(Dataset data, Seed seed) {
        KFolds.requireRows("Stratified folds", k, data.size());
        int[] labels = byFirstRow(labels(data));
        int classes = 1 + Arrays.stream(labels).max().orElse(0);
        int[][] counts = counts(labels, classes);
        int[] part = new int[labels.length];
        for (int c = 0; c < classes; c++) {
            int of = c;
            int[] rows = java.util.stream.IntStream.range(0, labels.length).filter(row -> labels[row] == of).toArray();
            int[] order = shuffled ? seed.child(c).stream().permutation(rows.length) : java.util.stream.IntStream.range(0, rows.length).toArray();
            for (int fold = 0, at = 0; fold < k; fold++) for (int i = 0; i < counts[fold][c]; i++) part[rows[order[at++]]] = fold;
        }
        requireOneLargeClass(labels, classes);
        return KFolds.byPart(k, part);
    }

    private void requireOneLargeClass(int[] labels, int classes) {
        int largest = 0;
        for (int c = 0; c < classes; c++) {
            int of = c;
            largest = Math.max(largest, (int) Arrays.stream(labels).filter(label -> label == of).count());
        }
        if (largest < k) throw new DataException("Stratified folds: expected a class with at least " + k + " samples, but the largest has " + largest + ". Take fewer folds, or Folds.k");
    }

    private static int[] labels(Dataset data) {
        Target target = data.schema().target();
        if (target.kind() != Target.Kind.CLASS || target.shape().rank() > 0) {
            throw new DataException("Stratified folds: expected a class for every sample, but the data has " + (target.kind() == Target.Kind.NONE ? "no target" : "other targets") + ". Use Folds.k");
        }
        float[] label = new float[1];
        int[] labels = new int[data.size()];
        for (int row = 0; row < labels.length; row++) {
            data.readTarget(row, label, 0);
            labels[row] = (int) label[0];
        }
        return labels;
    }

    /// Classes numbered in the order in which they occur first.
    private static int[] byFirstRow(int[] labels) {
        int[] order = Arrays.stream(labels).distinct().toArray(), numbers = new int[1 + Arrays.stream(labels).max().orElse(0)];
        for (int i = 0; i < order.length; i++) numbers[order[i]] = i;
        return Arrays.stream(labels).map(label -> numbers[label]).toArray();
    }

    /// How many rows of each class go to each part: the rows, class after class, are dealt out in turn.
    private int[][] counts(int[] labels, int classes) {
        int[] sorted = Arrays.stream(labels).sorted().toArray();
        int[][] counts = new int[k][classes];
        for (int i = 0; i < sorted.length; i++) counts[i % k][sorted[i]]++;
        return counts;
    }
}
