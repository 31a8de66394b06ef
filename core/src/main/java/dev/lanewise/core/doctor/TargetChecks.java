package dev.lanewise.core.doctor;

import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.data.Schema.Target.Kind;
import dev.lanewise.core.loss.BinaryCrossEntropy;
import dev.lanewise.core.loss.CrossEntropy;
import java.util.Arrays;
import java.util.List;

/// `targets-not-scaled`, `class-numbers-as-targets` and `class-imbalance`: what the network shall say.
final class TargetChecks {

    private static final int MOST_CLASSES = 10;

    private TargetChecks() { }

    static List<Finding> size(Evidence evidence, Limits limits) {
        Target target = evidence.setting().data().schema().target();
        if (target.kind() != Kind.NUMBER) return List.of();
        Spread spread = Spread.of(Quality.targets(evidence.setting().start().training()));
        if (!(spread.rms() > limits.of(Limit.TARGET_SIZE))) return List.of();
        return List.of(Finding.of("targets-not-scaled", Severity.WARNING, "target").evidence("mean", spread.mean()).evidence("deviation", spread.deviation())
                .evidence("least", spread.least()).evidence("most", spread.most())
                .sentence("The targets have a mean of " + Figure.of(spread.mean()) + " and a standard deviation of " + Figure.of(spread.deviation())
                        + ", where a fresh network says numbers of size 1: the first gradients are as much too large")
                .remedy("Subtract the mean of the targets and divide by their standard deviation, and undo it when predicting"));
    }

    static List<Finding> classNumbers(Evidence evidence, Limits limits) {
        Target target = evidence.setting().data().schema().target();
        if (target.kind() != Kind.NUMBER || target.shape().size() != 1) return List.of();
        float[] values = Quality.targets(evidence.setting().start().training());
        float[] distinct = distinct(values);
        boolean classes = distinct.length >= 2 && distinct.length <= MOST_CLASSES && values.length >= 10 * distinct.length && distinct[0] >= 0 && distinct[0] <= 1;
        for (int i = 0; classes && i < distinct.length; i++) classes = distinct[i] == distinct[0] + i;
        if (!classes || evidence.setting().trainer().loss() instanceof BinaryCrossEntropy) return List.of();
        return List.of(Finding.of("class-numbers-as-targets", Severity.WARNING, "target").evidence("values", distinct.length).evidence("samples", values.length)
                .sentence("The targets are only ever " + (int) distinct[0] + " … " + (int) distinct[distinct.length - 1] + ", which looks like classes, but the " + evidence.setting().trainer().loss() + " treats them as numbers")
                .remedy("If they are classes, say so to the data set and use a cross-entropy: a squared error says that class 2 lies between 1 and 3"));
    }

    private static float[] distinct(float[] values) {
        float[] found = new float[MOST_CLASSES + 1];
        int n = 0;
        for (float value : values) {
            boolean known = false;
            for (int i = 0; i < n && !known; i++) known = found[i] == value;
            if (!known && n < found.length) found[n++] = value;
        }
        float[] distinct = Arrays.copyOf(found, n);
        Arrays.sort(distinct);
        return distinct;
    }

    static List<Finding> imbalance(Evidence evidence, Limits limits) {
        Target target = evidence.setting().data().schema().target();
        boolean weighted = evidence.setting().trainer().loss() instanceof CrossEntropy cross && !cross.classWeights().isEmpty()
                || evidence.setting().trainer().loss() instanceof BinaryCrossEntropy binary && !binary.classWeights().isEmpty();
        if (target.kind() != Kind.CLASS || target.classes().size() < 2 || weighted) return List.of();
        int[] counts = new int[target.classes().size()];
        for (float label : Quality.targets(evidence.setting().start().training())) if (label >= 0 && label < counts.length) counts[(int) label]++;
        int most = 0, least = 0;
        for (int c = 1; c < counts.length; c++) {
            if (counts[c] > counts[most]) most = c;
            if (counts[c] < counts[least]) least = c;
        }
        if (!(counts[most] >= limits.of(Limit.IMBALANCE) * counts[least])) return List.of();
        double recall = recall(evidence.answers(), least);
        boolean ignored = !(recall >= 0.5);
        return List.of(Finding.of("class-imbalance", ignored ? Severity.WARNING : Severity.NOTE, "'" + target.classes().get(least) + "'").evidence("most", counts[most]).evidence("least", counts[least])
                .evidence("recall", recall)
                .sentence("There are " + counts[most] + " training samples of '" + target.classes().get(most) + "' and " + counts[least] + " of '" + target.classes().get(least) + "'"
                        + (Double.isNaN(recall) ? "" : ", of which " + Figure.share(recall) + " are recognised"))
                .remedy("Weigh the classes in the loss, draw the rare one more often, and judge by recall and F1 instead of accuracy"));
    }

    /// The share of a class that is recognised; NaN if there is none.
    private static double recall(Answers answers, int label) {
        int right = 0, all = 0;
        for (int i = 0; answers.isComparable() && i < answers.targets().size(); i++) {
            if ((int) answers.targets().data()[i] != label) continue;
            all++;
            if (Quality.said(answers, i) == label) right++;
        }
        return right / (double) all;
    }
}
