package dev.lanewise.core.select;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Seed;
import dev.lanewise.core.data.Dataset;
import java.util.List;
import java.util.stream.IntStream;

/// For rows in the order of time: what is judged always comes after what was learned from.
///
/// The rows to judge by are the last `splits · testSize` ones, part by part. The rows to learn from end `gap` rows before them and begin with the first
/// row (an expanding window), or `most` rows before their end (a sliding one).
///
/// @param splits how many parts are judged, at least 1
/// @param gap rows between those to learn from and those to judge by that take no part
/// @param most how many rows are learned from at most; 0 for all before
/// @param testSize rows in each part; 0 for `n / (splits + 1)`
public record TimeSeriesFolds(int splits, int gap, int most, int testSize) implements Folds {

    public TimeSeriesFolds {
        if (splits < 1) throw new IllegalArgumentException("Time series folds: expected at least one split, but got " + splits);
        if (gap < 0 || most < 0 || testSize < 0) throw new IllegalArgumentException("Time series folds: expected gap, most and testSize ≥ 0, but got " + gap + ", " + most + " and " + testSize);
    }

    public TimeSeriesFolds gap(int rows) { return new TimeSeriesFolds(splits, rows, most, testSize); }

    /// Learns from the last so many rows only.
    public TimeSeriesFolds sliding(int most) { return new TimeSeriesFolds(splits, gap, most, testSize); }

    public TimeSeriesFolds testSize(int rows) { return new TimeSeriesFolds(splits, gap, most, rows); }

    @Override public List<Fold> of(Dataset data, Seed seed) {
        int n = data.size(), size = testSize == 0 ? n / (splits + 1) : testSize;
        if (size == 0 || n - gap - (long) size * splits <= 0) {
            throw new DataException("Time series folds: expected more than " + ((long) Math.max(1, size) * splits + gap) + " samples for " + splits + " splits of " + Math.max(1, size)
                    + " with a gap of " + gap + ", but got " + n + ". Take fewer or smaller splits");
        }
        return IntStream.range(0, splits).map(split -> n - (splits - split) * size).mapToObj(start -> {
            int end = start - gap, from = most == 0 ? 0 : Math.max(0, end - most);
            return new Fold(IntStream.range(from, end).toArray(), IntStream.range(start, start + size).toArray());
        }).toList();
    }
}
