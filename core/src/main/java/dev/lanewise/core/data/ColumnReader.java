package dev.lanewise.core.data;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Collects the fields of one column: numbers as long as every field is one, texts from the first one that isn't.
final class ColumnReader {

    private final Set<String> missing;
    private final boolean numbersCanBeMissing;
    private final boolean onlyTexts;

    private final ImmutableDoubleArray.Builder numbers = ImmutableDoubleArray.builder();
    private final List<String> texts = new ArrayList<>();          // in place of the numbers once there is a text
    private int size;
    private int firstText = -1;
    private boolean startsWithNumber;

    ColumnReader(Set<String> missing, boolean onlyTexts) {
        this.missing = missing;
        this.numbersCanBeMissing = missing.stream().anyMatch(mark -> !Double.isNaN(Numerals.parse(mark)));
        this.onlyTexts = onlyTexts;
        if (onlyTexts) firstText = 0;
    }

    void add(String field) {
        if (firstText >= 0) texts.add(missing.contains(field) ? "" : field);
        else addNumber(field);
        size++;
    }

    private void addNumber(String field) {
        double value = Numerals.parse(field);
        boolean absent = (numbersCanBeMissing || Double.isNaN(value)) && missing.contains(field);
        if (absent || !Double.isNaN(value)) {
            startsWithNumber |= !absent;
            numbers.add(absent ? Double.NaN : value);
        } else {
            numbers.build().forEach(number -> texts.add(Numerals.print(number)));
            texts.add(field);
            firstText = size;
        }
    }

    Column build() {
        if (firstText < 0) return new Column.Numbers(numbers.build().toArray());
        if (onlyTexts || !startsWithNumber) return new Column.Texts(texts);
        return new Column.Mixed(ImmutableList.copyOf(texts), firstText);
    }
}
