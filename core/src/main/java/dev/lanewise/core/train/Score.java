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

    void add(Tensor output, Tensor target) {
        addLoss(output, target);
        Tensor prediction = loss.prediction(output);
        boolean oneEach = prediction.size() == target.size() || prediction.shape().withoutLast().equals(target.shape());
        if (kind == Schema.Target.Kind.CLASS && oneEach) classes.addAll(prediction, target);
        else if (kind == Schema.Target.Kind.NUMBER && loss.center(prediction).size() == target.size()) numbers.addAll(loss.center(prediction), target);
        else lossOnly = true;
    }

    private void addLoss(Tensor output, Tensor target) {
        Tensor each = loss.each(output, target);
        Optional<Tensor> weights = loss.counts(output, target);
        costs += sum(each);
        counts += weights.map(Score::sum).orElse((double) each.size());
    }

    private static double sum(Tensor x) { return x.tape().backend().kernels().elements().sum(x.data(), 0, x.size()); }

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
