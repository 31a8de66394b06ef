package dev.lanewise.linalg.internal.parallel;

import java.util.ArrayDeque;

/// A pool of float32 and float64 arrays whose lengths are powers of two.
///
/// At most [#KEPT] idle arrays of a length are kept; the rest is left to the garbage collector.
public final class Scratch {

    private static final int KEPT = 16;
    private static final int SMALLEST = 6;
    private static final int LARGEST = 30;

    private final Shelf<float[]>[] floats = shelves();
    private final Shelf<double[]>[] doubles = shelves();

    /// An array of at least `n` floats that may hold anything.
    public float[] borrowFloats(int n) {
        int size = size(n);
        if (size > LARGEST) return new float[n];
        float[] array = floats[size].take();
        return array != null ? array : new float[1 << size];
    }

    /// An array of at least `n` doubles that may hold anything.
    public double[] borrowDoubles(int n) {
        int size = size(n);
        if (size > LARGEST) return new double[n];
        double[] array = doubles[size].take();
        return array != null ? array : new double[1 << size];
    }

    /// Takes an array back; one that was not borrowed here is dropped.
    public void giveBack(float[] array) {
        if (isOurs(array.length)) floats[size(array.length)].put(array);
    }

    /// Takes an array back; one that was not borrowed here is dropped.
    public void giveBack(double[] array) {
        if (isOurs(array.length)) doubles[size(array.length)].put(array);
    }

    private static int size(int n) {
        return Math.max(SMALLEST, Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(n, 1) - 1));
    }

    private static boolean isOurs(int length) {
        return Integer.bitCount(length) == 1 && length >= 1 << SMALLEST;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <A> Shelf<A>[] shelves() {
        Shelf<A>[] shelves = new Shelf[LARGEST + 1];
        for (int i = 0; i <= LARGEST; i++) shelves[i] = new Shelf<>();
        return shelves;
    }

    private static final class Shelf<A> {
        private final ArrayDeque<A> idle = new ArrayDeque<>(KEPT);

        synchronized @org.jspecify.annotations.Nullable A take() {
            return idle.pollLast();
        }

        synchronized void put(A array) {
            if (idle.size() < KEPT) idle.addLast(array);
        }
    }
}
