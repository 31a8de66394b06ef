package dev.lanewise.core.metric;

import com.google.common.primitives.Doubles;
import dev.lanewise.core.DataException;
import java.util.Arrays;

/// The scores of one class, with whether it was true; an order must wait for the last of them.
final class Scores implements Accumulator<Ranking> {

    private final String name;
    private final int positive;
    private final int classes;
    private double[] scores = {};
    private double[] positives = {};
    private double[] negatives = {};
    private int n;

    /// @param positive the class whose scores these are
    Scores(String name, int positive, int classes) {
        this.name = name;
        this.positive = positive;
        this.classes = classes;
    }

    @Override public void add(double[] said, double truth, double weight) {
        require(said, truth, weight);
        double score = said[said.length == 1 ? 0 : positive];
        reserve(n + 1);
        scores[n] = score;
        positives[n] = truth == positive ? weight : 0;
        negatives[n] = truth == positive ? 0 : weight;
        n++;
    }

    /// Infinite scores have their order too.
    void require(double[] said, double truth, double weight) {
        Samples.requireWeight(name, n, weight);
        Samples.requireClass(name, n, said, truth, classes);
        for (double score : said) if (Double.isNaN(score)) throw new DataException(name + ": expected scores, but sample " + n + " has NaN");
    }

    private void reserve(int wanted) {
        scores = Doubles.ensureCapacity(scores, wanted, wanted / 2 + 64);
        positives = Doubles.ensureCapacity(positives, wanted, wanted / 2 + 64);
        negatives = Doubles.ensureCapacity(negatives, wanted, wanted / 2 + 64);
    }

    @Override public void merge(Accumulator<Ranking> other) {
        Scores that = Samples.same(this, (Object) other);
        reserve(Math.addExact(n, that.n));
        System.arraycopy(that.scores, 0, scores, n, that.n);
        System.arraycopy(that.positives, 0, positives, n, that.n);
        System.arraycopy(that.negatives, 0, negatives, n, that.n);
        n += that.n;
    }

    /// Sums of weights at each score that is met, the highest first.
    @Override public Ranking value() {
        double[] levels = levels(), right = new double[levels.length], wrong = new double[levels.length];
        for (int i = 0; i < n; i++) {
            int level = Arrays.binarySearch(levels, -scores[i] + 0.0);
            right[level] += positives[i];
            wrong[level] += negatives[i];
        }
        for (int level = 0; level < levels.length; level++) levels[level] = -levels[level] + 0.0;
        return new Ranking(levels, right, wrong);
    }

    /// The negative scores, each once, ascending; adding 0 makes −0 a 0.
    private double[] levels() {
        double[] sorted = new double[n];
        for (int i = 0; i < n; i++) sorted[i] = -scores[i] + 0.0;
        Arrays.sort(sorted);
        int met = 0;
        for (double score : sorted) if (met == 0 || sorted[met - 1] != score) sorted[met++] = score;
        return Arrays.copyOf(sorted, met);
    }
}
