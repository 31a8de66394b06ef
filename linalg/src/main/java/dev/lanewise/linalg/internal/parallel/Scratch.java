package dev.lanewise.linalg.internal.parallel;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// A pool of float32 and float64 arrays whose lengths are powers of two.
///
/// At most [#KEPT] idle arrays of a length are kept; the rest is left to the garbage collector, and so are arrays of more than 2²⁰
/// elements when memory becomes scarce.
public final class Scratch {

    private static final int KEPT = 8;
    private static final int SMALLEST = 6;
    private static final int LARGEST = 30;
    private static final int LARGEST_LASTING = 20;

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

    /// Takes an array back, once: it belongs to the next borrower. Any array with the length of one of ours is kept, wherever it came from.
    public void giveBack(float[] array) {
        if (isOurs(array.length)) floats[size(array.length)].put(array);
    }

    /// Takes an array back, once: it belongs to the next borrower. Any array with the length of one of ours is kept, wherever it came from.
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
        for (int i = 0; i <= LARGEST; i++) shelves[i] = new Shelf<>(i <= LARGEST_LASTING);
        return shelves;
    }

    /// The idle arrays of one length, held softly unless `lasting`.
    private static final class Shelf<A> {
        private final boolean lasting;
        private final ArrayDeque<A> idle = new ArrayDeque<>(0);
        private final ArrayDeque<SoftReference<A>> softlyIdle = new ArrayDeque<>(0);

        Shelf(boolean lasting) {
            this.lasting = lasting;
        }

        synchronized @Nullable A take() {
            if (lasting) return idle.pollLast();
            A array = null;
            while (array == null && !softlyIdle.isEmpty()) array = softlyIdle.removeLast().get();
            return array;
        }

        synchronized void put(A array) {
            assert !holds(array) : "Scratch: expected an array on loan, but got one that is given back twice";
            if (idle.size() + softlyIdle.size() >= KEPT) return;
            if (lasting) idle.addLast(array);
            else softlyIdle.addLast(new SoftReference<>(array));
        }

        private boolean holds(A array) {
            return idle.contains(array) || softlyIdle.stream().anyMatch(held -> held.refersTo(array));
        }
    }
}
