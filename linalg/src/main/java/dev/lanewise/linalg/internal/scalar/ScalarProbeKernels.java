package dev.lanewise.linalg.internal.scalar;

import dev.lanewise.linalg.kernel.ProbeKernels;

/// Fused multiply-adds of twelve numbers.
final class ScalarProbeKernels implements ProbeKernels {

    @Override
    public float floats(int rounds) {
        float a = 1e-3f, b = 1e-3f, c = 1e-3f, d = 1e-3f, e = 1e-3f, f = 1e-3f, g = 1e-3f, h = 1e-3f, i = 1e-3f, j = 1e-3f, k = 1e-3f, l = 1e-3f;
        for (int round = 0; round < rounds; round++) {
            a = Math.fma(a, 0.999f, 1e-3f);
            b = Math.fma(b, 0.999f, 1e-3f);
            c = Math.fma(c, 0.999f, 1e-3f);
            d = Math.fma(d, 0.999f, 1e-3f);
            e = Math.fma(e, 0.999f, 1e-3f);
            f = Math.fma(f, 0.999f, 1e-3f);
            g = Math.fma(g, 0.999f, 1e-3f);
            h = Math.fma(h, 0.999f, 1e-3f);
            i = Math.fma(i, 0.999f, 1e-3f);
            j = Math.fma(j, 0.999f, 1e-3f);
            k = Math.fma(k, 0.999f, 1e-3f);
            l = Math.fma(l, 0.999f, 1e-3f);
        }
        return a + b + c + d + e + f + g + h + i + j + k + l;
    }

    @Override
    public double doubles(int rounds) {
        double a = 1e-3, b = 1e-3, c = 1e-3, d = 1e-3, e = 1e-3, f = 1e-3, g = 1e-3, h = 1e-3, i = 1e-3, j = 1e-3, k = 1e-3, l = 1e-3;
        for (int round = 0; round < rounds; round++) {
            a = Math.fma(a, 0.999, 1e-3);
            b = Math.fma(b, 0.999, 1e-3);
            c = Math.fma(c, 0.999, 1e-3);
            d = Math.fma(d, 0.999, 1e-3);
            e = Math.fma(e, 0.999, 1e-3);
            f = Math.fma(f, 0.999, 1e-3);
            g = Math.fma(g, 0.999, 1e-3);
            h = Math.fma(h, 0.999, 1e-3);
            i = Math.fma(i, 0.999, 1e-3);
            j = Math.fma(j, 0.999, 1e-3);
            k = Math.fma(k, 0.999, 1e-3);
            l = Math.fma(l, 0.999, 1e-3);
        }
        return a + b + c + d + e + f + g + h + i + j + k + l;
    }
}
