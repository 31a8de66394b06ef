package dev.lanewise.core.select;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Split;

/// One division of a data set: rows to learn from and rows to judge by, both in ascending order.
public record Fold(int[] train, int[] test) {

    public Split of(Dataset data) { return new Split(data.rows(train), data.rows(test)); }
}
