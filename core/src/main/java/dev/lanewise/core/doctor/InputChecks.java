package dev.lanewise.core.doctor;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.layer.BatchNorm;
import dev.lanewise.core.layer.Embedding;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.TrainingObserver.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// `inputs-not-scaled`, `constant-features`, `target-among-inputs` and `tiny-batches`: what the network is fed.
final class InputChecks {

    private static final int SAMPLES = 2048;

    private InputChecks() { }

    static List<Finding> size(Evidence evidence, Limits limits) {
        Start start = evidence.setting().start();
        double limit = limits.of(Limit.INPUT_SIZE);
        if (new Anatomy(start.network(), start.bound()).contains(Embedding.class)) return List.of();            // token ids are names
        Tensor x = SampleRows.of(start.training(), start.scaling(), SAMPLES).inputs().getFirst();
        Spread all = Spread.of(x.toArray());
        if (all.rms() > limit) {
            return List.of(Finding.of("inputs-not-scaled", Severity.WARNING, "input 1").evidence("size", all.rms()).evidence("least", all.least()).evidence("most", all.most())
                    .sentence("The network sees numbers from " + Figure.of(all.least()) + " to " + Figure.of(all.most()) + ", of size " + Figure.of(all.rms()) + "; about 1 is what initial weights are made for")
                    .remedy("Let the trainer scale: Scaling.Kind.STANDARD for tables, BYTE for grey levels"));
        }
        return x.shape().rank() == 2 ? unequal(start.training(), x, limit) : List.of();
    }

    private static List<Finding> unequal(Dataset data, Tensor x, double limit) {
        int n = x.shape().last(), small = -1, large = -1;
        double[] deviations = new double[n];
        for (int j = 0; j < n; j++) {
            deviations[j] = Spread.of(column(x, j)).deviation();
            if (deviations[j] == 0) continue;
            if (small < 0 || deviations[j] < deviations[small]) small = j;
            if (large < 0 || deviations[j] > deviations[large]) large = j;
        }
        boolean rare = data.schema().features().isEmpty() && n > 64;                        // pixels and the like: a rare one varies little
        if (small < 0 || rare || !(deviations[large] > limit * deviations[small])) return List.of();
        return List.of(Finding.of("inputs-not-scaled", Severity.WARNING, Spread.name(data, 0, large)).evidence("largest", deviations[large]).evidence("smallest", deviations[small])
                .sentence("'" + Spread.name(data, 0, large) + "' has a standard deviation of " + Figure.of(deviations[large]) + ", '" + Spread.name(data, 0, small) + "' one of " + Figure.of(deviations[small])
                        + ": one learning rate can't suit both")
                .remedy("Let the trainer scale by Scaling.Kind.STANDARD"));
    }

    private static float[] column(Tensor x, int j) {
        int n = x.shape().last(), rows = x.shape().extent(0);
        float[] column = new float[rows];
        for (int i = 0; i < rows; i++) column[i] = x.data()[i * n + j];
        return column;
    }

    static List<Finding> constant(Evidence evidence, Limits limits) {
        Dataset data = evidence.setting().start().training();
        if (data.size() < 2) return List.of();
        List<Finding> findings = new ArrayList<>();
        for (int input = 0; input < data.schema().inputs().size(); input++) {
            Spread[] spreads = Spread.ofFeatures(data, input);
            int number = input;
            List<Integer> constant = IntStream.range(0, spreads.length).filter(j -> spreads[j].isConstant()).boxed().toList();
            if (constant.isEmpty()) continue;
            boolean all = constant.size() == spreads.length;
            List<String> names = constant.stream().limit(5).map(j -> Spread.name(data, number, j)).toList();
            findings.add(Finding.of("constant-features", all ? Severity.ERROR : Severity.NOTE, "input " + (input + 1)).evidence("constant", constant.size()).evidence("features", spreads.length)
                    .sentence((all ? "All " + Figure.count(spreads.length, "feature") + " are" : constant.size() + " of " + Figure.count(spreads.length, "feature") + " are") + " the same in every training sample: "
                            + String.join(", ", names) + (constant.size() > 5 ? ", …" : ""))
                    .remedy("Drop them: they tell nothing"));
        }
        return findings;
    }

    /// A feature that is the target itself.
    static List<Finding> leaking(Evidence evidence, Limits limits) {
        Dataset data = evidence.setting().data();
        boolean simple = data.schema().inputs().size() == 1 && data.schema().inputs().getFirst().rank() == 1 && data.schema().target().shape().size() == 1;
        int[] rows = SampleRows.spread(data.size(), SAMPLES);
        if (!simple || rows.length < 8) return List.of();
        int n = data.schema().input().size();
        boolean[] same = new boolean[n];
        java.util.Arrays.fill(same, true);
        float[] row = new float[n], target = new float[1], first = new float[1];
        data.readTarget(0, first, 0);
        boolean varies = false;
        for (int i : rows) {
            data.readInput(0, i, row, 0);
            data.readTarget(i, target, 0);
            varies |= target[0] != first[0];
            for (int j = 0; j < n; j++) same[j] &= row[j] == target[0];
        }
        List<Finding> findings = new ArrayList<>();
        for (int j = 0; varies && j < n; j++) {
            if (same[j]) findings.add(Finding.of("target-among-inputs", Severity.ERROR, Spread.name(data, 0, j)).evidence("samples", rows.length)
                    .sentence("'" + Spread.name(data, 0, j) + "' is the target itself in all " + rows.length + " samples that were looked at")
                    .remedy("Drop the feature: it won't be known when predicting"));
        }
        return findings;
    }

    /// Batch norm over a handful of rows, or over a last batch of one.
    static List<Finding> batchNorm(Evidence evidence, Limits limits) {
        Start start = evidence.setting().start();
        int size = start.training().size(), batch = Math.min(evidence.setting().trainer().pace().batchSize(), size), rest = size % batch;
        List<Finding> findings = new ArrayList<>();
        for (Part part : new Anatomy(start.network(), start.bound()).parts()) {
            if (!(part.layer() instanceof BatchNorm)) continue;
            long positions = evidence.first().flows().stream().filter(flow -> flow.where().equals(part.toString())).findFirst().map(flow -> positions(flow.shape())).orElse(1L);
            boolean lonely = rest > 0 && rest * positions < 2;
            if (batch * positions >= limits.of(Limit.BATCH_NORM_ROWS) && !lonely) continue;
            findings.add(Finding.of("tiny-batches", Severity.WARNING, part).evidence("rows", batch * positions).evidence("last-rows", (rest == 0 ? batch : rest) * positions)
                    .sentence("Mean and variance are taken of " + Figure.count(batch * positions, "row") + (lonely ? ", and in the last batch of an epoch of 1" : "") + ": they are mostly noise")
                    .remedy(lonely ? "Choose a batch size that leaves no single sample over" : "Use larger batches, or layer or group norm, which don't look at the batch"));
        }
        return findings;
    }

    private static long positions(Shape shape) { return shape.size() / Math.max(1, (long) shape.last() * shape.extent(0)); }
}
