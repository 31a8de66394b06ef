package dev.lanewise.core.train;

import dev.lanewise.core.data.Schema;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.metric.Accumulator;
import dev.lanewise.core.metric.Classification;
import dev.lanewise.core.metric.ConfusionMatrix;
import dev.lanewise.core.metric.Metric;
import dev.lanewise.core.metric.RegressionErrors;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.kernel.ElementKernels;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Figures that grow batch by batch: the loss that was trained on, and what else there is to know of classes or numbers.
///
/// Where the network says no class or number for each target, as for sequences that nobody aligned, there is the loss alone.
final class Score {

    private final Schema.Target.Kind kind;
    private final Loss loss;
    private final Accumulator<Classification> classes;
    private final Accumulator<RegressionErrors> numbers = Metric.errors().start();
    private double costs;
    private double counts;
    private boolean lossOnly;

    Score(Schema.Target target, Loss loss) {
        this.kind = target.kind();
        this.loss = loss;
        this.classes = Metric.classification(target.classes()).start();
    }

    /// @param weights how much each sample counts, `[batch]`; empty if all count the same
    void add(Tensor output, Tensor target, double[] weights) {
        addLoss(output, target, weights);
        Tensor prediction = loss.prediction(output);
        boolean oneEach = prediction.size() == target.size() || prediction.shape().withoutLast().equals(target.shape());
        if (kind == Schema.Target.Kind.CLASS && oneEach) classes.addAll(prediction, target, tensor(weights));
        else if (kind == Schema.Target.Kind.NUMBER && loss.center(prediction).size() == target.size()) numbers.addAll(loss.center(prediction), target, tensor(weights));
        else lossOnly = true;
    }

    private static Tensor tensor(double[] weights) {
        float[] values = {1};
        if (weights.length > 0) values = new float[weights.length];
        for (int i = 0; i < weights.length; i++) values[i] = (float) weights[i];
        return Tensor.vector(values);
    }

    private void addLoss(Tensor output, Tensor target, double[] weights) {
        Tensor each = loss.each(output, target);
        Optional<Tensor> counted = loss.counts(output, target);
        costs += sum(each, weights);
        counts += counted.map(counts -> sum(counts, weights)).orElseGet(() -> weights.length == 0 ? each.size() : Arrays.stream(weights).sum() * each.size() / weights.length);
    }

    /// The sum over all samples, each times its weight.
    private static double sum(Tensor x, double[] weights) {
        ElementKernels kernels = x.tape().backend().kernels().elements();
        if (weights.length == 0) return kernels.sum(x.data(), 0, x.size());
        int n = x.size() / weights.length;
        double sum = 0;
        for (int i = 0; i < weights.length; i++) if (weights[i] > 0) sum += weights[i] * kernels.sum(x.data(), i * n, n);
        return sum;
    }

    Evaluation evaluation(long samples) {
        double mean = counts == 0 ? 0 : costs / counts;
        if (lossOnly) return new Evaluation(samples, Map.of("loss", mean));
        Optional<ConfusionMatrix> confusion = kind == Schema.Target.Kind.CLASS ? Optional.of(classes.value().confusion()) : Optional.empty();
        return new Evaluation(samples, figures(mean), confusion);
    }

    private Map<String, Double> figures(double mean) {
        boolean ofClasses = kind == Schema.Target.Kind.CLASS;
        Map<String, Double> found = ofClasses ? classes.value().figures() : numbers.value().figures(), figures = new LinkedHashMap<>();
        for (String first : ofClasses ? new String[] {"accuracy"} : new String[] {"rmse", "mae"}) figures.put(first, found.get(first));
        figures.put("loss", mean);
        figures.putAll(found);
        return figures;
    }
}
