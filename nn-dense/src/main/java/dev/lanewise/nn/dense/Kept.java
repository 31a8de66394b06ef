package dev.lanewise.nn.dense;

import java.util.ArrayList;
import java.util.List;

/// What a variant of the perceptron remembers on its way.
sealed interface Kept {

    /// A sample got the right answer from `w`.
    default void right(double[] w) { }

    /// A sample got the wrong answer from `w`, which is about to change.
    default void wrong(double[] w, double[] x, int wanted, int got) { }

    /// What is left of it after `last`, the last weights.
    Voters result(double[] last);

    /// The last weights.
    record Last(PerceptronRule rule) implements Kept {

        @Override public Voters result(double[] last) { return Voters.single(rule.rows(), last); }
    }

    /// The mean of the weights after each sample, `w − u / c`, where u sums each change as often as samples went before it.
    final class Averaged implements Kept {

        private final PerceptronRule rule;
        private final double rate;
        private final double[] late;
        private long visited;

        Averaged(PerceptronRule rule, double rate, int size) {
            this.rule = rule;
            this.rate = rate;
            this.late = new double[size];
        }

        @Override public void right(double[] w) { visited++; }

        @Override public void wrong(double[] w, double[] x, int wanted, int got) { rule.change(late, x, wanted, got, rate * visited++); }

        @Override public Voters result(double[] last) {
            double[] mean = last.clone();
            for (int i = 0; i < mean.length; i++) mean[i] -= late[i] / visited;
            return Voters.single(rule.rows(), mean);
        }
    }

    /// All weights and how many samples each stood, the one that made it included.
    final class Voted implements Kept {

        private final PerceptronRule rule;
        private final List<double[]> machines = new ArrayList<>();
        private final List<Long> votes = new ArrayList<>();
        private long standing;

        Voted(PerceptronRule rule) {
            this.rule = rule;
        }

        @Override public void right(double[] w) { standing++; }

        @Override public void wrong(double[] w, double[] x, int wanted, int got) {
            keep(w);
            standing = 1;                                      // the changed weights have one vote already, as in the paper
        }

        private void keep(double[] w) {
            if (standing == 0) return;
            machines.add(w.clone());
            votes.add(standing);
        }

        @Override public Voters result(double[] last) {
            keep(last);
            return new Voters(rule.rows(), machines, votes, true);
        }
    }

    /// The weights that were right about the most samples. They are judged when they stand longer than the best ones ever did.
    final class Pocket implements Kept {

        private final PerceptronRule rule;
        private final java.util.function.ToLongFunction<double[]> judge;
        private double[] best;
        private long longest;
        private long run;
        private long most;

        /// @param judge counts the samples that weights are right about
        Pocket(PerceptronRule rule, double[] start, java.util.function.ToLongFunction<double[]> judge) {
            this.rule = rule;
            this.judge = judge;
            this.best = start.clone();
            this.most = judge.applyAsLong(start);
        }

        @Override public void right(double[] w) {
            if (++run > longest) challenge(w);
        }

        private void challenge(double[] w) {
            if (java.util.Arrays.equals(w, best)) {
                longest = run;
                return;
            }
            long right = judge.applyAsLong(w);
            if (right > most) {
                best = w.clone();
                most = right;
                longest = run;
            } else run = Long.MIN_VALUE / 2;                   // no better however long they stand: wait for the next mistake
        }

        @Override public void wrong(double[] w, double[] x, int wanted, int got) { run = 0; }

        @Override public Voters result(double[] last) { return Voters.single(rule.rows(), judge.applyAsLong(last) > most ? last : best); }
    }
}
