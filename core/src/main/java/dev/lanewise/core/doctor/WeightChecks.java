package dev.lanewise.core.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// `never-learns` and `equal-units`: weights without a gradient, and units that nothing tells apart.
final class WeightChecks {

    private WeightChecks() { }

    // ---- weights without a gradient

    static List<Finding> unlearned(Evidence evidence, Limits limits) {
        Map<Part, List<WeightCourse>> byPart = new LinkedHashMap<>();
        for (WeightCourse weight : evidence.weights()) byPart.computeIfAbsent(weight.part(), part -> new ArrayList<>()).add(weight);
        List<Finding> findings = new ArrayList<>();
        byPart.forEach((part, weights) -> {
            int unlearned = weights.stream().mapToInt(WeightCourse::unlearned).sum();
            if (unlearned > 0 && weights.getFirst().steps() > 0) findings.add(unlearned(part, weights, unlearned, limits));
        });
        return findings;
    }

    private static Finding unlearned(Part part, List<WeightCourse> weights, int unlearned, Limits limits) {
        int all = weights.stream().mapToInt(weight -> weight.shape().size()).sum(), idle = weights.stream().mapToInt(WeightChecks::idle).sum();
        boolean matters = unlearned - idle >= limits.of(Limit.UNLEARNED_WEIGHTS) * all;
        long steps = weights.stream().filter(weight -> weight.unlearned() > 0).mapToLong(WeightCourse::steps).min().orElse(0);
        String which = weights.stream().filter(weight -> weight.unlearned() > 0).map(WeightChecks::which).collect(Collectors.joining("; "));
        return Finding.of("never-learns", matters ? Severity.WARNING : Severity.NOTE, part).evidence("unlearned", unlearned).evidence("weights", all)
                .evidence("of-idle-inputs", idle).evidence("steps", steps)
                .sentence(unlearned + " of " + Figure.count(all, "weight") + " never learn: their gradient was exactly 0 in each of " + Figure.count(steps, "step") + " (" + which + ")")
                .remedy(matters ? "Find out what cuts them off: dead ReLUs, equal or zero weights behind them, a path that the loss does not see, or a sequence of one step, which leaves "
                        + "recurrent weights and forget gates without work: give it a longer look-back" : "Nothing, or drop the inputs that are 0 in every sample");
    }

    /// Entries in rows of a matrix that don't learn as a whole while others do: their input is always 0.
    private static int idle(WeightCourse weight) {
        int columns = weight.shape().rank() < 2 ? 1 : weight.shape().last(), rows = weight.shape().size() / Math.max(1, columns), idle = 0;
        if (weight.shape().rank() < 2) return 0;
        for (int row = 0; row < rows; row++) if (isRowIdle(weight, row, columns)) idle++;
        return idle == rows ? 0 : idle * columns;
    }

    private static boolean isRowIdle(WeightCourse weight, int row, int columns) {
        for (int j = 0; j < columns; j++) if (weight.learns(row * columns + j)) return false;
        return true;
    }

    /// `weight: 4 of 16, columns 4 … 7`, `recurrent: all 64`
    private static String which(WeightCourse weight) {
        int n = weight.shape().size();
        String name = weight.name().substring(weight.name().lastIndexOf('.') + 1);
        if (weight.unlearned() == n) return name + ": all " + n;
        String text = name + ": " + weight.unlearned() + " of " + n;
        if (weight.shape().rank() < 2) return text + ", " + Ranges.of(IntStream.range(0, n).filter(i -> !weight.learns(i)).boxed().toList());
        int columns = weight.shape().last(), rows = n / columns;
        List<Integer> idle = IntStream.range(0, rows).filter(row -> isRowIdle(weight, row, columns)).boxed().toList();
        List<Integer> cut = IntStream.range(0, columns).filter(j -> IntStream.range(0, rows).noneMatch(row -> weight.learns(row * columns + j))).boxed().toList();
        return text + (idle.isEmpty() ? "" : ", rows " + Ranges.of(idle)) + (cut.isEmpty() ? "" : ", columns " + Ranges.of(cut));
    }

    // ---- units that nothing tells apart

    static List<Finding> equalUnits(Evidence evidence, Limits limits) {
        List<Finding> findings = new ArrayList<>();
        for (WeightCourse weight : evidence.weights()) {
            if (weight.shape().rank() < 2 || weight.shape().last() < 2 || weight.shape().size() == 0) continue;
            int columns = weight.shape().last(), equal = equalColumns(weight.values(), columns);
            if (equal > 0) findings.add(equalUnits(weight, equal, columns));
        }
        return findings;
    }

    private static Finding equalUnits(WeightCourse weight, int equal, int columns) {
        return Finding.of("equal-units", equal == columns ? Severity.ERROR : Severity.WARNING, weight.name()).evidence("equal", equal).evidence("units", columns)
                .sentence(equal + " of " + Figure.count(columns, "unit") + " still have the weights of another one, so that they compute and learn the same")
                .remedy("Begin with random weights: Glorot or He initialisation instead of zeros or ones");
    }

    /// How many columns have an equal one; zeros count only where everything is zero.
    private static int equalColumns(float[] values, int columns) {
        Map<Integer, List<Integer>> candidates = new HashMap<>();
        for (int j = 0; j < columns; j++) candidates.computeIfAbsent(Arrays.hashCode(column(values, columns, j)), hash -> new ArrayList<>()).add(j);
        boolean zeros = IntStream.range(0, values.length).allMatch(i -> values[i] == 0);
        int equal = 0;
        for (List<Integer> same : candidates.values()) {
            float[] column = column(values, columns, same.getFirst());
            boolean isZero = IntStream.range(0, column.length).allMatch(i -> column[i] == 0);
            if (same.size() > 1 && (zeros || !isZero)) equal += same.size();
        }
        return equal;
    }

    private static float[] column(float[] values, int columns, int j) {
        float[] column = new float[values.length / columns];
        for (int row = 0; row < column.length; row++) column[row] = values[row * columns + j];
        return column;
    }
}
