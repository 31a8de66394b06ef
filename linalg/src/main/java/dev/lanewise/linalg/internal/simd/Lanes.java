package dev.lanewise.linalg.internal.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Sums over the lanes of a vector in a fixed order, and masks.
///
/// `reduceLanes(ADD)` leaves the order open, and interpreted and compiled code do use different ones. Halving by shuffles
/// gives the same bits before and after compilation.
final class Lanes {

    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
    static final VectorShuffle<Float> F8 = rotation(F, 8);
    static final VectorShuffle<Float> F4 = rotation(F, 4);
    static final VectorShuffle<Float> F2 = rotation(F, 2);
    static final VectorShuffle<Float> F1 = rotation(F, 1);
    static final VectorShuffle<Double> D4 = rotation(D, 4);
    static final VectorShuffle<Double> D2 = rotation(D, 2);
    static final VectorShuffle<Double> D1 = rotation(D, 1);

    private Lanes() {
    }

    static float sum(FloatVector v) {
        FloatVector sum = v;
        if (F.length() >= 16) sum = sum.add(sum.rearrange(F8));
        if (F.length() >= 8) sum = sum.add(sum.rearrange(F4));
        if (F.length() >= 4) sum = sum.add(sum.rearrange(F2));
        if (F.length() >= 2) sum = sum.add(sum.rearrange(F1));
        return sum.lane(0);
    }

    static double sum(DoubleVector v) {
        DoubleVector sum = v;
        if (D.length() >= 8) sum = sum.add(sum.rearrange(D4));
        if (D.length() >= 4) sum = sum.add(sum.rearrange(D2));
        if (D.length() >= 2) sum = sum.add(sum.rearrange(D1));
        return sum.lane(0);
    }

    /// The mask of the first `n` lanes, at most all but one. (`indexInRange` takes thirty times as long.)
    static <E> VectorMask<E> first(VectorSpecies<E> species, int n) {
        return VectorMask.fromLong(species, (1L << n) - 1);
    }

    /// The mask of the last `n` lanes.
    static <E> VectorMask<E> last(VectorSpecies<E> species, int n) {
        return VectorMask.fromLong(species, -1L << species.length() - n);
    }

    /// What stands from `at` on: a vector if so much is left, else that under a mask.
    static FloatVector load(float[] x, int at, int left) {
        return left >= F.length() ? FloatVector.fromArray(F, x, at) : FloatVector.fromArray(F, x, at, first(F, left));
    }

    /// The opposite of [#load].
    static void store(FloatVector v, float[] y, int at, int left) {
        if (left >= F.length()) v.intoArray(y, at);
        else v.intoArray(y, at, first(F, left));
    }

    private static <E> VectorShuffle<E> rotation(VectorSpecies<E> species, int by) {
        return VectorShuffle.fromOp(species, lane -> (lane + by) % species.length());
    }
}
