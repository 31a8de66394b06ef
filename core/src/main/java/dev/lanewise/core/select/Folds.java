package dev.lanewise.core.select;

import dev.lanewise.core.Seed;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import java.util.List;
import java.util.stream.IntStream;

/// How a data set is divided, again and again, into rows to learn from and rows to judge by.
///
/// | | every row is judged | rows to judge by |
/// |---|---|---|
/// | [#k(int)] | once | k parts, as they stand or shuffled |
/// | [#stratified(int)] | once | k parts, each with its share of every class to within one row |
/// | [#grouped(int, int...)] | once | k parts; a group is never on both sides |
/// | [#leaveOneOut()] | once | a single row |
/// | [#repeated(Folds, int)] | several times | other folds again, with other seeds |
/// | [#timeSeries(int)] | at most once | what comes after the rows to learn from |
///
/// The divisions are those of scikit-learn where nothing is shuffled.
@FunctionalInterface
public interface Folds {

    /// @throws dev.lanewise.core.DataException if the data can't be divided so
    List<Fold> of(Dataset data, Seed seed);

    /// k parts of equal size, the first ones larger by one row where they must be.
    static KFolds k(int k) { return new KFolds(k, false); }

    /// k parts, each with its share of every class.
    static StratifiedFolds stratified(int k) { return new StratifiedFolds(k, false); }

    /// k shuffled parts, each with its share of every class where there are classes.
    static Folds standard(int k) {
        return (data, seed) -> {
            Schema.Target target = data.schema().target();
            Folds folds = target.kind() == Schema.Target.Kind.CLASS && target.shape().rank() == 0 ? stratified(k).shuffled(true) : k(k).shuffled(true);
            return folds.of(data, seed);
        };
    }

    /// k parts of whole groups, as equal in size as going from the largest to the smallest makes them.
    ///
    /// @param groups the number of the group of every row
    static Folds grouped(int k, int... groups) { return new GroupFolds(k, groups.clone()); }

    /// Every row by itself.
    static Folds leaveOneOut() { return (data, seed) -> k(Math.max(2, data.size())).of(data, seed); }

    /// The same folds several times, each with a seed of its own.
    static Folds repeated(Folds folds, int times) {
        if (times < 1) throw new IllegalArgumentException("Folds: expected to repeat at least once, but got " + times);
        return (data, seed) -> IntStream.range(0, times).boxed().flatMap(i -> folds.of(data, seed.child(i)).stream()).toList();
    }

    /// For rows in the order of time: each part is judged by what was learned of all rows before it.
    static TimeSeriesFolds timeSeries(int splits) { return new TimeSeriesFolds(splits, 0, 0, 0); }
}
