package dev.lanewise.core.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Arrays that one step after another uses again.
///
/// Sizes are rounded up to one of eight classes per power of two, which products of powers of two with 3, 5, 7 and 9 are, and every array has a
/// vector's width to spare behind that. What was lent during a step comes back all at once ([#reset]) or earlier, one by one ([#giveBack]).
final class Workspace {

    private static final int PADDING = 16;

    private final List<ArrayDeque<float[]>> free = new ArrayList<>();
    private float[][] lent = new float[64][];
    private int lentCount;

    float[] lend(int n) {
        int sizeClass = sizeClass(n);
        while (free.size() <= sizeClass) free.add(new ArrayDeque<>());
        float[] array = free.get(sizeClass).pollLast();
        if (array == null) array = new float[capacity(sizeClass) + PADDING];
        if (lentCount == lent.length) lent = Arrays.copyOf(lent, 2 * lentCount);
        lent[lentCount++] = array;
        return array;
    }

    /// Takes one array back before the step is over; the array must not be used any more.
    void giveBack(float[] array) {
        for (int i = lentCount - 1; i >= 0; i--) {
            if (lent[i] == array) {
                lent[i] = lent[--lentCount];
                free.get(sizeClass(array.length - PADDING)).addLast(array);
                return;
            }
        }
    }

    void reset() {
        for (int i = 0; i < lentCount; i++) {
            free.get(sizeClass(lent[i].length - PADDING)).addLast(lent[i]);
            lent[i] = null;
        }
        lentCount = 0;
    }

    /// The first class whose capacity is at least `n`: 16, 18, 20, 22, 24, 26, 28, 30, 32, 36, …
    static int sizeClass(int n) {
        if (n <= 16) return 0;
        int power = 31 - Integer.numberOfLeadingZeros(n - 1);          // 2^power < n ≤ 2^(power+1)
        int eighth = ((n - 1) >>> (power - 3)) & 7;                       // which eighth of that octave n − 1 lies in
        return (power - 4) * 8 + eighth + 1;
    }

    /// The largest class is as large as an array can be.
    static int capacity(int sizeClass) {
        return (int) Math.min(Integer.MAX_VALUE - 8 - PADDING, (8L + (sizeClass & 7)) << ((sizeClass >> 3) + 1));
    }
}
