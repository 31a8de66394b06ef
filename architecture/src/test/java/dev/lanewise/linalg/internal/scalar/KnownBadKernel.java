package dev.lanewise.linalg.internal.scalar;

import java.util.ArrayList;
import java.util.List;

/// Breaks rules on purpose: a kernel that checks, throws and collects.
public final class KnownBadKernel {

    private KnownBadKernel() { }

    public static float sum(float[] x, int from, int n) {
        if (from < 0) throw new IllegalArgumentException("KnownBadKernel: expected from ≥ 0, but got " + from);
        List<Float> values = new ArrayList<>();
        for (int i = from; i < from + n; i++) values.add(x[i]);
        return values.stream().reduce(0f, Float::sum);
    }
}
