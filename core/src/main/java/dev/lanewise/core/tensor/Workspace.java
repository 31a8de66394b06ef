package dev.lanewise.core.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Arrays that one step after another uses again.
///
/// Sizes are rounded up to one of four classes per power of two, and every array has a vector's width to spare behind its last
/// element. What was lent during a step comes back all at once ([#reset]) or earlier, one by one ([#giveBack]).
final class Workspace {

    private static final int PADDING = 16;

    private final List<ArrayDeque<float[]>> free = new ArrayList<>();
    private float[][] lent = new float[64][];
    private int lentCount;

    float[] lend(int n) {
        int sizeClass = sizeClass(n + PADDING);
        while (free.size() <= sizeClass) free.add(new ArrayDeque<>());
        float[] array = free.get(sizeClass).pollLast();
        if (array == null) array = new float[capacity(sizeClass)];
        if (lentCount == lent.length) lent = Arrays.copyOf(lent, 2 * lentCount);
        lent[lentCount++] = array;
        return array;
    }

    /// Takes one array back before the step is over; the array must not be used any more.
    void giveBack(float[] array) {
        for (int i = lentCount - 1; i >= 0; i--) {
            if (lent[i] == array) {
                lent[i] = lent[--lentCount];
                free.get(sizeClass(array.length)).addLast(array);
                return;
            }
        }
    }

    void reset() {
        for (int i = 0; i < lentCount; i++) {
            free.get(sizeClass(lent[i].length)).addLast(lent[i]);
            lent[i] = null;
        }
        lentCount = 0;
    }

    /// The first class whose capacity is at least `n`: 16, 20, 24, 28, 32, 40, 48, 56, 64, …
    static int sizeClass(int n) {
        if (n <= 16) return 0;
        int power = 31 - Integer.numberOfLeadingZeros(n - 1);          // 2^power < n ≤ 2^(power+1)
        int quarter = ((n - 1) >>> (power - 2)) & 3;                      // which quarter of that octave n − 1 lies in
        return (power - 4) * 4 + quarter + 1;
    }

    /// The largest class is as large as an array can be.
    static int capacity(int sizeClass) {
        return (int) Math.min(Integer.MAX_VALUE - 8, (4L + (sizeClass & 3)) << ((sizeClass >> 2) + 2));
    }
}
