package dev.lanewise.core.train;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Seed;
import java.util.stream.IntStream;

/// Which samples each step looks at: one pass over all of them after another, each in an order of its own that the seed gives, or in that of the data.
///
/// What a step looks at depends on its number alone, so a training can go on anywhere. Steps are counted from 0.
final class Order {

    private final int rows;
    private final Pace pace;
    private final Seed seed;
    private final int stepsPerPass;
    private int[] permutation = {};
    private long pass = -1;                                   // whose permutation it is

    Order(int rows, Pace pace, Seed seed) {
        this.rows = rows;
        this.pace = pace;
        this.seed = seed;
        this.stepsPerPass = pace.dropLast() ? rows / pace.batchSize() : Math.ceilDiv(rows, pace.batchSize());
        if (stepsPerPass == 0) {
            throw new DataException("Trainer: expected at least one whole batch of " + pace.batchSize() + " samples, because smaller ones are dropped, but got " + rows + " samples");
        }
    }

    int stepsPerEpoch() { return pace.stepsPerEpoch() > 0 ? pace.stepsPerEpoch() : stepsPerPass; }

    long steps() { return (long) pace.epochs() * stepsPerEpoch(); }

    int epoch(long step) { return Math.toIntExact(step / stepsPerEpoch()) + 1; }

    /// How many samples the first `steps` steps look at.
    long samples(long steps) {
        long perPass = Math.min(rows, (long) stepsPerPass * pace.batchSize());
        return steps / stepsPerPass * perPass + Math.min(perPass, steps % stepsPerPass * pace.batchSize());
    }

    /// All rows of the step's pass; the step's own are those `from(step) … to(step) − 1`.
    int[] pass(long step) {
        if (pass != step / stepsPerPass) {
            pass = step / stepsPerPass;
            permutation = pace.inOrder() ? IntStream.range(0, rows).toArray() : seed.child(pass + 1).stream().permutation(rows);
        }
        return permutation;
    }

    /// Which pass over the samples the step belongs to, counted from 0.
    long passNumber(long step) { return step / stepsPerPass; }

    int from(long step) { return Math.toIntExact(step % stepsPerPass * pace.batchSize()); }

    int to(long step) { return Math.min(rows, from(step) + pace.batchSize()); }
}
