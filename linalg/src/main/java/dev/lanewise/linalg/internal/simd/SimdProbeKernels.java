package dev.lanewise.linalg.internal.simd;

import dev.lanewise.linalg.kernel.ProbeKernels;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/// Fused multiply-adds in twelve vector registers.
final class SimdProbeKernels implements ProbeKernels {

    @Override
    public float floats(int rounds) {
        var species = FloatVector.SPECIES_PREFERRED;
        var factor = FloatVector.broadcast(species, 0.999f);
        var shift = FloatVector.broadcast(species, 1e-3f);
        FloatVector a = shift, b = shift, c = shift, d = shift, e = shift, f = shift, g = shift, h = shift, i = shift, j = shift, k = shift, l = shift;
        for (int round = 0; round < rounds; round++) {
            a = a.fma(factor, shift);
            b = b.fma(factor, shift);
            c = c.fma(factor, shift);
            d = d.fma(factor, shift);
            e = e.fma(factor, shift);
            f = f.fma(factor, shift);
            g = g.fma(factor, shift);
            h = h.fma(factor, shift);
            i = i.fma(factor, shift);
            j = j.fma(factor, shift);
            k = k.fma(factor, shift);
            l = l.fma(factor, shift);
        }
        return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k).add(l).lane(0);
    }

    @Override
    public double doubles(int rounds) {
        var species = DoubleVector.SPECIES_PREFERRED;
        var factor = DoubleVector.broadcast(species, 0.999);
        var shift = DoubleVector.broadcast(species, 1e-3);
        DoubleVector a = shift, b = shift, c = shift, d = shift, e = shift, f = shift, g = shift, h = shift, i = shift, j = shift, k = shift, l = shift;
        for (int round = 0; round < rounds; round++) {
            a = a.fma(factor, shift);
            b = b.fma(factor, shift);
            c = c.fma(factor, shift);
            d = d.fma(factor, shift);
            e = e.fma(factor, shift);
            f = f.fma(factor, shift);
            g = g.fma(factor, shift);
            h = h.fma(factor, shift);
            i = i.fma(factor, shift);
            j = j.fma(factor, shift);
            k = k.fma(factor, shift);
            l = l.fma(factor, shift);
        }
        return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k).add(l).lane(0);
    }
}
