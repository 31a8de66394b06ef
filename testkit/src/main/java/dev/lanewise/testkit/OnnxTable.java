package dev.lanewise.testkit;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How many cases of each operator pass, as a text that a test compares with one committed beside it: so nothing is lost in silence.
///
/// ```
/// Add          17 / 17
/// together     17 / 17
/// ```
/// Below stands each case that does not pass, with the reason.
///
/// @param rows passed and total by folder
/// @param faults the reason by case
public record OnnxTable(Map<String, Row> rows, Map<String, String> faults) {

    /// Passed of total.
    public record Row(int passed, int total) {
        Row with(boolean one) { return new Row(passed + (one ? 1 : 0), total + 1); }

        @Override public String toString() { return "%3d / %3d".formatted(passed, total); }
    }

    public static OnnxTable of(List<OnnxCase> cases, Map<String, OnnxOperator> operators) {
        Map<String, Row> rows = new TreeMap<>(Comparator.naturalOrder());
        Map<String, String> faults = new TreeMap<>();
        for (OnnxCase one : cases) {
            Optional<String> fault = one.fault(operators);
            rows.put(one.folder(), rows.getOrDefault(one.folder(), new Row(0, 0)).with(fault.isEmpty()));
            fault.ifPresent(text -> faults.put(one.name(), text));
        }
        return new OnnxTable(rows, faults);
    }

    @Override public String toString() {
        StringBuilder text = new StringBuilder();
        rows.forEach((folder, row) -> line(text, folder, row));
        int passed = rows.values().stream().mapToInt(Row::passed).sum(), total = rows.values().stream().mapToInt(Row::total).sum();
        line(text, "together", new Row(passed, total));
        faults.forEach((name, fault) -> text.append(name).append(": ").append(fault).append('\n'));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, Row row) { text.append("%-28s%s%n".formatted(name, row).replace("\r", "")); }
}
