package dev.lanewise.core.train;

import dev.lanewise.core.Seed;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Split;
import dev.lanewise.core.data.Splits;
import java.util.Arrays;

/// Which samples are judged after each epoch and not learned from.
public sealed interface Validation {

    /// The samples to learn from, and those to judge by.
    Split split(Dataset data, Seed seed);

    static Validation none() { return new AtRandom(0); }

    /// A share that the seed chooses, in `[0, 1)`; at least one sample is left to learn from.
    static Validation atRandom(double share) { return new AtRandom(share); }

    /// A share in which every class is as frequent as in the data, to within one sample.
    static Validation stratified(double share) { return new Stratified(share); }

    /// The last samples, for data that stand in the order of time.
    static Validation last(double share) { return new Last(share); }

    /// Other samples of the same kind.
    static Validation on(Dataset data) { return new Own(data); }

    record AtRandom(double share) implements Validation {

        public AtRandom { requireShare(share); }

        @Override public Split split(Dataset data, Seed seed) {
            int[] shuffled = seed.stream().permutation(data.size());
            int held = Math.min((int) Math.round(share * data.size()), data.size() - 1);
            return new Split(data.rows(Arrays.copyOfRange(shuffled, held, shuffled.length)), data.rows(Arrays.copyOf(shuffled, held)));
        }

        @Override public String toString() { return share == 0 ? "none" : share + " at random"; }
    }

    record Stratified(double share) implements Validation {

        public Stratified { requireShare(share); }

        @Override public Split split(Dataset data, Seed seed) { return share == 0 ? none().split(data, seed) : Splits.holdout(data, share, seed); }

        @Override public String toString() { return share + " stratified"; }
    }

    record Last(double share) implements Validation {

        public Last { requireShare(share); }

        @Override public Split split(Dataset data, Seed seed) { return share == 0 ? none().split(data, seed) : Splits.last(data, share); }

        @Override public String toString() { return "the last " + share; }
    }

    record Own(Dataset data) implements Validation {

        @Override public Split split(Dataset training, Seed seed) { return new Split(none().split(training, seed).train(), data); }

        @Override public String toString() { return "data " + data.fingerprint(); }
    }

    private static void requireShare(double share) {
        if (!(share >= 0 && share < 1)) throw new IllegalArgumentException("Trainer: expected a validation share in [0, 1), but got " + share);
    }
}
