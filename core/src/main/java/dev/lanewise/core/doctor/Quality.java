package dev.lanewise.core.doctor;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target.Kind;
import dev.lanewise.core.tensor.Tensor;

/// How good answers are beside the best answer that looks at no input: the most frequent class, or the mean.
///
/// @param error share of wrong classes, or root of the mean squared error; NaN if there are no answers
/// @param baseline the same of the best constant answer, which the training samples tell
/// @param isShare whether these are shares of wrong classes
record Quality(double error, double baseline, boolean isShare) {

    static Quality of(Answers answers, Setting setting) {
        if (!answers.isComparable()) return new Quality(Double.NaN, Double.NaN, false);
        boolean classes = setting.data().schema().target().kind() == Kind.CLASS;
        return classes ? ofClasses(answers, setting) : ofNumbers(answers, setting);
    }

    /// The share of the constant answer's errors (of squares for numbers) that the network avoids; NaN if there are none.
    double explained() { return isShare ? 1 - error / baseline : 1 - error * error / (baseline * baseline); }

    private static Quality ofClasses(Answers answers, Setting setting) {
        int majority = majority(targets(setting.start().training()), setting.data().schema().target().classes().size()), wrong = 0, others = 0;
        for (int i = 0; i < answers.targets().size(); i++) {
            int label = (int) answers.targets().data()[i];
            if (said(answers, i) != label) wrong++;
            if (label != majority) others++;
        }
        double n = answers.targets().size();
        return new Quality(wrong / n, others / n, true);
    }

    /// The class that the network chose for target number `i`.
    static int said(Answers answers, int i) {
        int width = answers.predictions().size() / answers.targets().size();
        float[] p = answers.predictions().data();
        if (width == 1) return p[i] >= 0.5f ? 1 : 0;
        int best = 0;
        for (int j = 1; j < width; j++) if (p[i * width + j] > p[i * width + best]) best = j;
        return best;
    }

    private static int majority(float[] labels, int classes) {
        int[] counts = new int[Math.max(1, classes)];
        for (float label : labels) if (label >= 0 && label < classes) counts[(int) label]++;
        int most = 0;
        for (int c = 1; c < counts.length; c++) if (counts[c] > counts[most]) most = c;
        return most;
    }

    private static Quality ofNumbers(Answers answers, Setting setting) {
        Spread trained = Spread.of(targets(setting.start().training()));
        Tensor said = answers.predictions(), target = answers.targets();
        if (said.size() != target.size()) return new Quality(Double.NaN, Double.NaN, false);
        double squares = 0, constant = 0;
        for (int i = 0; i < target.size(); i++) {
            squares += Math.pow(said.data()[i] - (double) target.data()[i], 2);
            constant += Math.pow(trained.mean() - target.data()[i], 2);
        }
        return new Quality(Math.sqrt(squares / target.size()), Math.sqrt(constant / target.size()), false);
    }

    /// The targets of a data set, or of as many rows as are worth it.
    static float[] targets(Dataset data) {
        int n = data.schema().target().shape().size();
        int[] rows = SampleRows.spread(data.size(), Spread.MOST_ROWS);
        float[] targets = new float[rows.length * n];
        for (int i = 0; i < rows.length; i++) data.readTarget(rows[i], targets, i * n);
        return targets;
    }
}
