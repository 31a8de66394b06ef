package dev.lanewise.nn.conv;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Which inputs the places of one axis read: place `i` reads `i · stride + first + offset` for each of the offsets.
///
/// @param places how many there are
/// @param stride inputs from one place to the next
/// @param first what the place 0 reads first; negative in the padding
/// @param offsets in the order of the taps, none negative and the least one 0
/// @param taps the taps of the window that the offsets belong to
record Reach(int places, int stride, int first, int[] offsets, int[] taps) {

    /// The outputs of a window read the input.
    static Reach forward(Sweep sweep, int input) {
        int[] taps = IntStream.range(0, sweep.kernel()).toArray();
        return of(sweep.outputs(input), sweep.stride(), Arrays.stream(taps).map(tap -> tap * sweep.dilation() - sweep.before()).toArray(), taps);
    }

    /// Every `stride`-th input from `phase` on reads the outputs that it was read by: input `x` by tap `k` of output `(x + before − k · dilation) / stride`.
    static Reach backward(Sweep sweep, int input, int phase) {
        int[] taps = IntStream.range(0, sweep.kernel()).filter(tap -> Math.floorMod(phase + sweep.before() - tap * sweep.dilation(), sweep.stride()) == 0).toArray();
        int[] reads = Arrays.stream(taps).map(tap -> (phase + sweep.before() - tap * sweep.dilation()) / sweep.stride()).toArray();
        return of(Math.ceilDiv(input - phase, sweep.stride()), 1, reads, taps);
    }

    private static Reach of(int places, int stride, int[] reads, int[] taps) {
        int first = Arrays.stream(reads).min().orElse(0);
        return new Reach(Math.max(0, places), stride, first, Arrays.stream(reads).map(read -> read - first).toArray(), taps);
    }

    int count() { return offsets.length; }

    /// From the first input of a place to its last.
    int extent() { return Arrays.stream(offsets).max().orElse(0); }

    /// Whether any tap reads inputs that lie 0, 1, … behind a multiple of the stride.
    boolean[] phases() {
        boolean[] phases = new boolean[stride];
        for (int offset : offsets) phases[offset % stride] = true;
        return phases;
    }

    /// The first of the inputs `first + phase + i · stride` that is not negative.
    int begin(int phase) { return Math.max(0, Math.ceilDiv(-first - phase, stride)); }

    /// Behind the last of them that is less than `input`.
    int end(int phase, int input) { return Math.max(0, Math.ceilDiv(input - first - phase, stride)); }
}
