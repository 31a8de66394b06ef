package dev.lanewise.core.data;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;

/// One column of a [Table].
sealed interface Column {

    int size();

    /// What stands in a CSV file.
    String print(int row);

    /// Numbers; `NaN` where a value is missing.
    record Numbers(double[] values) implements Column {

        @Override public int size() { return values.length; }

        @Override public String print(int row) { return Numerals.print(values[row]); }

        int missing() { return (int) Arrays.stream(values).filter(Double::isNaN).count(); }
    }

    /// Texts; empty where a value is missing.
    record Texts(List<String> values) implements Column {

        public Texts { values = ImmutableList.copyOf(values); }

        @Override public int size() { return values.size(); }

        @Override public String print(int row) { return values.get(row); }
    }

    /// A column that begins with numbers and has a text in `row`: it can be dropped, but not used.
    record Mixed(List<String> values, int row) implements Column {

        public Mixed { values = ImmutableList.copyOf(values); }

        @Override public int size() { return values.size(); }

        @Override public String print(int row) { return values.get(row); }
    }
}
