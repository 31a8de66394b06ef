package dev.lanewise.core.doctor;

import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target.Kind;
import java.util.List;

/// `worse-than-baseline`, `underfitting`, `worse-than-persistence` and `same-answer`: what the trained network says.
final class AnswerChecks {

    /// A share of the errors as small as this is none: a network that always says the mean may come out a hair better than it.
    private static final double EQUAL = 1e-3;

    private AnswerChecks() { }

    static List<Finding> baseline(Evidence evidence, Limits limits) {
        Quality quality = Quality.of(evidence.answers(), evidence.setting());
        double explained = quality.explained();
        if (!(explained < limits.of(Limit.UNDERFITTING)) || quality.baseline() == 0) return List.of();
        boolean worse = explained <= EQUAL;
        String constant = quality.isShare() ? "always naming the most frequent class" : "always naming the mean", measure = quality.isShare() ? "share of errors" : "RMSE";
        return List.of(Finding.of(worse ? "worse-than-baseline" : "underfitting", worse ? Severity.ERROR : Severity.WARNING, evidence.answers().name())
                .evidence("error", quality.error()).evidence("baseline", quality.baseline()).evidence("explained", explained).evidence("samples", evidence.answers().targets().size())
                .sentence("The network's " + measure + " of the " + evidence.answers().name() + " is " + Figure.of(quality.error()) + ", and " + constant + " has " + Figure.of(quality.baseline()))
                .remedy(worse ? "Don't use it: look at the other findings, at the learning rate, and whether inputs and targets belong together"
                        : "Train for longer, with a larger learning rate, or with more units; look whether the inputs can tell the target at all"));
    }

    /// For series: a network must be better than saying that tomorrow is like today.
    static List<Finding> persistence(Evidence evidence, Limits limits) {
        Answers answers = evidence.answers();
        Quality quality = Quality.of(answers, evidence.setting());
        if (quality.isShare() || Double.isNaN(quality.error()) || !isSeries(evidence.setting().data())) return List.of();
        double squares = 0;
        for (int i = 0; i < answers.targets().size(); i++) squares += Math.pow(lastInput(answers.samples(), i) - (double) answers.targets().data()[i], 2);
        double persistence = Math.sqrt(squares / answers.targets().size());
        if (quality.error() <= persistence) return List.of();
        return List.of(Finding.of("worse-than-persistence", Severity.WARNING, answers.name()).evidence("error", quality.error()).evidence("persistence", persistence)
                .sentence("The network's RMSE of the " + answers.name() + " is " + Figure.of(quality.error()) + ", and saying that the next value is the last one has " + Figure.of(persistence))
                .remedy("Give it a longer look-back, let it predict the change instead of the value, or keep to the simple forecast"));
    }

    /// Whether the samples are windows that move along one series: what is true of a window is the last value of the next one.
    private static boolean isSeries(Dataset data) {
        if (data.schema().target().kind() != Kind.NUMBER || data.schema().target().shape().size() != 1 || data.size() < 3) return false;
        Shape shape = data.schema().inputs().getFirst();
        if (data.schema().inputs().size() != 1 || shape.rank() < 1 || shape.rank() > 2 || shape.rank() == 2 && shape.last() != 1) return false;
        int right = 0, pairs = Math.min(data.size() - 1, 512);
        float[] target = new float[1];
        for (int i = 0; i < pairs; i++) {
            data.readTarget(i, target, 0);
            if (lastInput(data, i + 1) == target[0]) right++;
        }
        return right >= 0.9 * pairs;
    }

    private static float lastInput(Dataset data, int row) {
        float[] window = new float[data.schema().input().size()];
        data.readInput(0, row, window, 0);
        return window[window.length - 1];
    }

    static List<Finding> same(Evidence evidence, Limits limits) {
        Answers answers = evidence.answers();
        if (!answers.isComparable() || answers.targets().size() < 2) return List.of();
        return evidence.setting().data().schema().target().kind() == Kind.CLASS ? sameClass(evidence, answers) : sameNumber(answers);
    }

    private static List<Finding> sameClass(Evidence evidence, Answers answers) {
        int first = Quality.said(answers, 0), others = 0;
        for (int i = 0; i < answers.targets().size(); i++) {
            if (Quality.said(answers, i) != first) return List.of();
            if ((int) answers.targets().data()[i] != first) others++;
        }
        if (others == 0) return List.of();
        String name = evidence.setting().data().schema().target().classes().get(first);
        return List.of(Finding.of("same-answer", Severity.ERROR, answers.name()).evidence("samples", answers.targets().size()).evidence("wrong", others)
                .sentence("The network says '" + name + "' of all " + Figure.count(answers.targets().size(), "sample") + ", of which " + others + " are something else")
                .remedy("Look for dead units, a learning rate that is too high, class imbalance, or inputs that are not scaled"));
    }

    private static List<Finding> sameNumber(Answers answers) {
        Spread said = Spread.of(answers.predictions().toArray()), real = Spread.of(answers.targets().toArray());
        if (!(said.deviation() <= 1e-3 * real.deviation()) || real.deviation() == 0) return List.of();
        return List.of(Finding.of("same-answer", Severity.ERROR, answers.name()).evidence("samples", answers.targets().size()).evidence("mean", said.mean())
                .evidence("deviation", said.deviation()).evidence("target-deviation", real.deviation())
                .sentence("The network says " + Figure.of(said.mean()) + " of all " + Figure.count(answers.targets().size(), "sample") + ", give or take " + Figure.of(said.deviation())
                        + ", while the targets have a standard deviation of " + Figure.of(real.deviation()))
                .remedy("Look for dead units, an activation at the end that can't reach the targets, or inputs that are not scaled"));
    }
}
