package dev.lanewise.reduction;

import dev.lanewise.core.DataException;
import java.util.Arrays;
import java.util.List;

/// How probable classes are before a sample is seen.
final class Priors {

    private static final double ROUNDING = 1e-5;

    private Priors() { }

    static void check(String owner, List<Double> priors) {
        double sum = priors.stream().mapToDouble(prior -> prior).sum();
        boolean valid = priors.isEmpty() || priors.stream().allMatch(prior -> prior >= 0) && Math.abs(sum - 1) <= ROUNDING;
        if (!valid) throw new IllegalArgumentException(owner + ": expected priors ≥ 0 that add up to 1, but got " + priors);
    }

    /// The given ones, or the shares of the classes in the data where none are given.
    ///
    /// @throws DataException if there are not as many as classes, or fewer than two classes have rows
    static double[] of(String owner, List<Double> given, ClassMoments moments) {
        int classes = moments.classes().size();
        if (!given.isEmpty() && given.size() != classes) throw new DataException(owner + ": expected a prior for each of " + classes + " classes, but got " + given.size());
        long present = Arrays.stream(moments.counts()).filter(count -> count > 0).count();
        if (present < 2) throw new DataException(owner + ": expected rows of at least two classes, but got " + (present == 0 ? "no rows" : "rows of one"));
        return given.isEmpty() ? moments.priors() : given.stream().mapToDouble(prior -> prior).toArray();
    }

    /// Priors as a text on the command line: numbers with commas between them.
    static List<Double> parse(String place, String text) {
        try {
            return text.isBlank() ? List.of() : Arrays.stream(text.split(",")).map(number -> Double.valueOf(number.strip())).toList();
        } catch (NumberFormatException e) {
            throw new DataException(place + ": expected numbers with commas between them for 'priors', but got \"" + text + "\"", e);
        }
    }

    static String print(List<Double> priors) { return String.join(",", priors.stream().map(prior -> Double.toString(prior)).toList()); }
}
