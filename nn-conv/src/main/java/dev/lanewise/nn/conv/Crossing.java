package dev.lanewise.nn.conv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which taps of a window join which positions along one axis: an output with the inputs that it is made of, or, the way back, an input with
/// the outputs that it goes into.
///
/// The positions asked about are targets, those they are joined with sources. Forward, tap `k` joins target `o` with source
/// `o · stride − before + k · dilation`; backward the same equation is solved for `o`, so that a tap reaches only every `stride`-th input.
///
/// @param input the extent of the axis before the window
record Crossing(Sweep sweep, int input, boolean backward) {

    /// Targets `first, first + step, …`, `count` of them, that the same taps join with sources, which begin at `sources` and move by `sourceStep`.
    record Stretch(int first, int step, int count, int[] taps, int[] sources, int sourceStep) { }

    int targets() { return backward ? input : sweep.outputs(input); }

    /// The taps of a target, in the order of their sources.
    int[] taps(int target) {
        int[] taps = new int[sweep.kernel()];
        int n = 0;
        for (int i = 0; i < sweep.kernel(); i++) {
            int tap = backward ? sweep.kernel() - 1 - i : i;
            if (source(target, tap) >= 0) taps[n++] = tap;
        }
        return Arrays.copyOf(taps, n);
    }

    /// The source that a tap joins with a target, or −1 if there is none.
    int source(int target, int tap) {
        if (!backward) return inside(sweep.begin(target) + tap * sweep.dilation(), input);
        int ahead = target + sweep.before() - tap * sweep.dilation();
        return ahead % sweep.stride() == 0 ? inside(ahead / sweep.stride(), sweep.outputs(input)) : -1;
    }

    /// The sources of some taps of a target.
    int[] sources(int target, int... taps) {
        int[] sources = new int[taps.length];
        for (int i = 0; i < taps.length; i++) sources[i] = source(target, taps[i]);
        return sources;
    }

    private static int inside(int source, int extent) { return source >= 0 && source < extent ? source : -1; }

    /// All targets, each in one stretch.
    List<Stretch> stretches() {
        int step = backward ? sweep.stride() : 1;
        List<Stretch> stretches = new ArrayList<>();
        for (int phase = 0; phase < Math.min(step, targets()); phase++) addStretches(phase, step, stretches);
        return stretches;
    }

    private void addStretches(int phase, int step, List<Stretch> stretches) {
        for (int first = phase; first < targets();) {
            int[] taps = taps(first);
            int end = first + step;
            while (end < targets() && Arrays.equals(taps(end), taps)) end += step;
            stretches.add(new Stretch(first, step, (end - first) / step, taps, sources(first, taps), backward ? 1 : sweep.stride()));
            first = end;
        }
    }
}
