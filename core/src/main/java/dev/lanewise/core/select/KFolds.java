package dev.lanewise.core.select;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Seed;
import dev.lanewise.core.data.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// k parts of equal size, the first `n mod k` ones larger by one row.
///
/// @param k at least 2
/// @param shuffled whether rows are taken at random, by the seed, instead of as they stand
public record KFolds(int k, boolean shuffled) implements Folds {

    public KFolds { requireSeveral(k); }

    /// The same with rows taken at random, or as they stand.
    public KFolds shuffled(boolean shuffled) { return new KFolds(k, shuffled); }

    @Override public List<Fold> of(Dataset data, Seed seed) {
        int n = data.size();
        requireRows("Folds", k, n);
        int[] rows = shuffled ? seed.stream().permutation(n) : IntStream.range(0, n).toArray(), part = new int[n];
        for (int fold = 0, from = 0; fold < k; fold++) {
            int to = from + n / k + (fold < n % k ? 1 : 0);
            for (int i = from; i < to; i++) part[rows[i]] = fold;
            from = to;
        }
        return byPart(k, part);
    }

    static void requireSeveral(int k) {
        if (k < 2) throw new IllegalArgumentException("Folds: expected k ≥ 2, but got " + k);
    }

    static void requireRows(String owner, int k, int rows) {
        if (rows < k) throw new DataException(owner + ": expected at least " + k + " samples for " + k + " folds, but got " + rows + ". Take fewer folds");
    }

    /// The folds in which each part in turn is judged.
    static List<Fold> byPart(int k, int[] part) {
        return IntStream.range(0, k).mapToObj(fold -> {
            int[] test = IntStream.range(0, part.length).filter(row -> part[row] == fold).toArray();
            return new Fold(IntStream.range(0, part.length).filter(row -> Arrays.binarySearch(test, row) < 0).toArray(), test);
        }).toList();
    }
}
