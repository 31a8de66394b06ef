package dev.lanewise.core.data;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Seed;
import dev.lanewise.core.data.Schema.Target;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Ways to hold back a part of a data set.
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

    /// The last part, for data that stand in the order of time.
    ///
    /// @param fraction of the samples that is held back, above 0 and below 1; at least one sample goes to either part
    /// @throws DataException if there are fewer than two samples
    public static Split last(Dataset data, double fraction) {
        int border = data.size() - count(data, fraction);
        return new Split(data.rows(IntStream.range(0, border).toArray()), data.rows(IntStream.range(border, data.size()).toArray()));
    }

    private static int count(Dataset data, double fraction) {
        if (!(fraction > 0 && fraction < 1)) throw new IllegalArgumentException("Splits: expected a fraction above 0 and below 1, but got " + fraction);
        if (data.size() < 2) throw new DataException("Splits: expected at least two samples, but got " + data.size());
        return Math.clamp(Math.round(data.size() * fraction), 1, data.size() - 1);
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
