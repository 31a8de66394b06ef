package dev.lanewise.nn.attention.pretrained;

import java.util.Arrays;

/// Keys and values of the positions of one sequence, so that no position is computed twice.
///
/// It grows up to the positions that attention can see; behind that the oldest ones make room for new ones. The positions it holds stand one after
/// the other, so that a head's keys are a matrix `[positions, width]`.
final class KeyValueCache {

    private static final int SMALLEST = 32;

    private final Heads heads;
    private final int window;
    private final float[][] keys;                              // by layer: [heads, capacity, width]
    private final float[][] values;
    private int capacity;
    private int first;                                         // the position that stands in front
    private int end;                                           // the position that comes next

    /// @param window how many positions attention sees at most, its own included
    KeyValueCache(int layers, Heads heads, int window) {
        this.heads = heads;
        this.window = window;
        this.keys = new float[layers][0];
        this.values = new float[layers][0];
    }

    private KeyValueCache(KeyValueCache other) {
        this.heads = other.heads;
        this.window = other.window;
        this.keys = copies(other.keys);
        this.values = copies(other.values);
        this.capacity = other.capacity;
        this.first = other.first;
        this.end = other.end;
    }

    private static float[][] copies(float[][] arrays) { return Arrays.stream(arrays).map(float[]::clone).toArray(float[][]::new); }

    KeyValueCache copy() { return new KeyValueCache(this); }

    /// How many positions are known.
    int end() { return end; }

    /// The first position that a position sees.
    int firstSeen(int position) { return Math.max(0, position - window + 1); }

    /// Where a head's row of a position starts in [#keys] and [#values].
    int at(int head, int position) { return (head * capacity + position - first) * heads.width(); }

    float[] keys(int layer) { return keys[layer]; }

    float[] values(int layer) { return values[layer]; }

    /// Makes room for `count` more positions behind those that the first of them sees.
    void reserve(int count) {
        int kept = Math.min(end - first, window - 1);
        if (end - first + count <= capacity) return;
        int needed = kept + count;
        int larger = needed <= capacity && kept <= capacity / 2 ? capacity : Math.max(SMALLEST, Math.max(needed, Math.min(2 * needed, window + count)));
        for (float[][] layers : new float[][][] {keys, values}) {
            for (int layer = 0; layer < layers.length; layer++) layers[layer] = moved(layers[layer], kept, larger);
        }
        capacity = larger;
        first = end - kept;
    }

    /// The last `kept` positions in front of an array for `larger` ones.
    private float[] moved(float[] old, int kept, int larger) {
        int width = heads.width();
        float[] fresh = larger == capacity ? old : new float[heads.keys() * larger * width];
        for (int head = 0; head < heads.keys(); head++) {
            System.arraycopy(old, (head * capacity + end - first - kept) * width, fresh, head * larger * width, kept * width);
        }
        return fresh;
    }

    /// The keys and values of one position, all heads one after the other.
    void put(int layer, int position, float[] from, int keysAt, int valuesAt) {
        int width = heads.width();
        for (int head = 0; head < heads.keys(); head++) {
            System.arraycopy(from, keysAt + head * width, keys[layer], at(head, position), width);
            System.arraycopy(from, valuesAt + head * width, values[layer], at(head, position), width);
        }
    }

    /// So many positions are known in all layers now.
    void advance(int count) { end += count; }
}
