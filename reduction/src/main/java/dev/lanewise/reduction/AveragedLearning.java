package dev.lanewise.reduction;

import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.model.ClassTable;
import dev.lanewise.linalg.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The epochs of a [LearningSubspace].
final class AveragedLearning {

    /// Samples that are compared with the subspaces at a time.
    private static final int BLOCK = 1024;

    private final LearningSubspace rule;
    private final Dataset data;
    private final Run run;
    private final int classes;
    private final int d;
    private final double[] counts;
    private final List<Matrix> correlations = new ArrayList<>();

    private Subspaces subspaces;
    private Subspaces best;
    private Matrix[] learned;
    private Matrix[] forgotten;
    private long errors;
    private long fewest = Long.MAX_VALUE;

    AveragedLearning(LearningSubspace rule, Dataset data, Run run) {
        this.rule = rule;
        this.data = new UnitRows(data);
        this.run = run;
        this.classes = data.schema().target().classes().size();
        this.d = data.schema().input().size();
        this.counts = new double[classes];
        Matrix[] sums = zeros();
        for (int from = 0; from < data.size(); from += BLOCK) addAll(sums, new Block(from));
        for (int c = 0; c < classes; c++) correlations.add(sums[c].times(counts[c] == 0 ? 0 : 1 / counts[c]));
        this.subspaces = this.best = subspaces();
        this.learned = this.forgotten = zeros();
        judge();
    }

    long errors() { return errors; }

    Subspaces best() { return best; }

    /// One step of the correlations, and the errors after it.
    void epoch() {
        for (int c = 0; c < classes; c++) {
            if (counts[c] == 0) continue;
            correlations.set(c, correlations.get(c).plus(learned[c].times(rule.learn() / counts[c])).minus(forgotten[c].times(rule.forget() / counts[c])));
        }
        subspaces = subspaces();
        judge();
    }

    private Subspaces subspaces() {
        List<Matrix> bases = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            bases.add(counts[c] == 0 ? Matrix.zeros(0, d) : Subspaces.basis(correlations.get(c), Keep.count(rule.dimensions()), (long) counts[c], run.backend()));
        }
        return new Subspaces(bases, Matrix.zeros(classes, d));
    }

    /// Counts the errors of the subspaces and collects the samples in error.
    private void judge() {
        errors = 0;
        learned = zeros();
        forgotten = zeros();
        for (int from = 0; from < data.size(); from += BLOCK) judge(new Block(from));
        if (errors >= fewest) return;
        fewest = errors;
        best = subspaces;
    }

    private void judge(Block block) {
        Matrix similarities = subspaces.similarities(block.rows);
        int[] claimed = new int[block.labels.length];
        for (int i = 0; i < claimed.length; i++) claimed[i] = ClassTable.best(similarities, i);
        for (int c = 0; c < classes; c++) {
            int own = c;
            learned[c] = plusCorrelation(learned[c], block, i -> block.labels[i] == own && claimed[i] != own);
            forgotten[c] = plusCorrelation(forgotten[c], block, i -> block.labels[i] != own && claimed[i] == own);
        }
        for (int i = 0; i < claimed.length; i++) if (claimed[i] != block.labels[i]) errors++;
    }

    private void addAll(Matrix[] sums, Block block) {
        for (int c = 0; c < classes; c++) {
            int own = c;
            sums[c] = plusCorrelation(sums[c], block, i -> block.labels[i] == own);
        }
        for (int label : block.labels) counts[label]++;
    }

    /// `sum + Σ x xᵀ` over the rows of a block that count.
    private Matrix plusCorrelation(Matrix sum, Block block, java.util.function.IntPredicate counts) {
        int[] rows = java.util.stream.IntStream.range(0, block.labels.length).filter(counts).toArray();
        if (rows.length == 0) return sum;
        double[] picked = new double[rows.length * d];
        for (int i = 0; i < rows.length; i++) block.rows.row(rows[i]).copyTo(picked, i * d, d);
        Matrix x = Matrix.wrap(rows.length, d, picked);
        return sum.plus(x.transpose().times(x, run.backend()));
    }

    private Matrix[] zeros() {
        Matrix[] zeros = new Matrix[classes];
        Arrays.fill(zeros, Matrix.zeros(d, d));
        return zeros;
    }

    /// Samples of length 1, or of zeros, and their classes.
    private final class Block {

        private final Matrix rows;
        private final int[] labels;

        Block(int from) {
            int n = Math.min(BLOCK, data.size() - from);
            double[] values = new double[n * d];
            float[] label = new float[1];
            labels = new int[n];
            for (int i = 0; i < n; i++) {
                data.readInput(0, from + i, values, i * d);
                data.readTarget(from + i, label, 0);
                labels[i] = (int) label[0];
            }
            rows = Matrix.wrap(n, d, values);
        }
    }
}
