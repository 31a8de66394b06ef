package dev.lanewise.core.metric;

/// How well a class is found.
///
/// @param precision how many of those that were called so are so
/// @param recall how many of those that are so were called so
/// @param f1 the harmonic mean of both
/// @param support how many are so
public record ClassScore(double precision, double recall, double f1, double support) {

    static ClassScore of(double right, double predicted, double support) {
        return new ClassScore(ratio(right, predicted), ratio(right, support), ratio(2 * right, predicted + support), support);
    }

    private static double ratio(double part, double whole) { return whole == 0 ? 0 : part / whole; }
}
