package dev.lanewise.core.data;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Seed;
import dev.lanewise.core.data.Schema.Target;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Ways to hold back a part of a data set, once; [folds][dev.lanewise.core.select.Folds] do it again and again.
public final class Splits {

    private Splits() { }

    /// A random part, in which every class has its share to within one sample.
    ///
    /// @param fraction of the samples that is held back, above 0 and below 1; at least one sample goes to either part
    /// @throws DataException if there are fewer than two samples
    public static Split holdout(Dataset data, double fraction, Seed seed) {
        int size = data.size();
        int held = count(data, fraction);
        int[] rows = grouped(data, seed.stream().permutation(size));
        int[] train = IntStream.range(0, size).filter(i -> !isHeld(i, held, size)).map(i -> rows[i]).sorted().toArray();
        int[] test = IntStream.range(0, size).filter(i -> isHeld(i, held, size)).map(i -> rows[i]).sorted().toArray();
        return new Split(data.rows(train), data.rows(test));
    }

    /// A random part, whatever the classes.
    ///
    /// @param fraction as for [#holdout(Dataset, double, Seed)]
    /// @throws DataException if there are fewer than two samples
    public static Split random(Dataset data, double fraction, Seed seed) {
        int held = count(data, fraction);
        int[] rows = seed.stream().permutation(data.size());
        return new Split(data.rows(Arrays.stream(rows, held, rows.length).sorted().toArray()), data.rows(Arrays.stream(rows, 0, held).sorted().toArray()));
    }

    /// All rows of some groups, taken at random: no group is on both sides.
    ///
    /// @param fraction of the groups that is held back, above 0 and below 1; at least one group goes to either part
    /// @param groups the number of the group of every row
    /// @throws DataException if there are fewer than two groups, or not one for every row
    public static Split grouped(Dataset data, double fraction, Seed seed, int... groups) {
        if (groups.length != data.size()) throw new DataException("Splits: expected a group for each of " + data.size() + " samples, but got " + groups.length);
        int[] different = Arrays.stream(groups).distinct().sorted().toArray();
        if (different.length < 2) throw new DataException("Splits: expected at least two groups, but got " + different.length);
        int held = count(different.length, fraction);
        Set<Integer> test = Arrays.stream(seed.stream().permutation(different.length), 0, held).mapToObj(i -> different[i]).collect(Collectors.toSet());
        return new Split(data.rows(IntStream.range(0, groups.length).filter(row -> !test.contains(groups[row])).toArray()),
                data.rows(IntStream.range(0, groups.length).filter(row -> test.contains(groups[row])).toArray()));
    }

    /// The last part, for data that stand in the order of time.
    ///
    /// @param fraction of the samples that is held back, above 0 and below 1; at least one sample goes to either part
    /// @throws DataException if there are fewer than two samples
    public static Split last(Dataset data, double fraction) {
        int border = data.size() - count(data, fraction);
        return new Split(data.rows(IntStream.range(0, border).toArray()), data.rows(IntStream.range(border, data.size()).toArray()));
    }

    private static int count(Dataset data, double fraction) {
        int held = count(Math.max(2, data.size()), fraction);
        if (data.size() < 2) throw new DataException("Splits: expected at least two samples, but got " + data.size());
        return held;
    }

    private static int count(int all, double fraction) {
        if (!(fraction > 0 && fraction < 1)) throw new IllegalArgumentException("Splits: expected a fraction above 0 and below 1, but got " + fraction);
        return Math.clamp(Math.round(all * fraction), 1, all - 1);
    }

    /// Whether the i-th of `size` evenly spread places is one of the `held`.
    private static boolean isHeld(int i, int held, int size) { return (i + 1L) * held / size > (long) i * held / size; }

    /// The rows class by class, within a class in the given order.
    private static int[] grouped(Dataset data, int[] rows) {
        Target target = data.schema().target();
        if (target.kind() != Target.Kind.CLASS || target.shape().rank() > 0) return rows;
        float[] labels = new float[data.size()];
        for (int row = 0; row < labels.length; row++) data.readTarget(row, labels, row);
        return Arrays.stream(rows).boxed().sorted(Comparator.comparingDouble(row -> labels[row])).mapToInt(Integer::intValue).toArray();
    }
}
