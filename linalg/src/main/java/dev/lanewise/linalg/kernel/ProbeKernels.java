package dev.lanewise.linalg.kernel;

/// Nothing but arithmetic in registers: how fast a machine can compute at most, which other kernels are measured by.
///
/// In every lane of [#CHAINS] registers `x ← 0.999 x + 0.001` is done again and again, fused and independent of the others, so that neither memory nor
/// the time that one result takes holds anything up. The result is the sum of the first lane of all of them, added one after the other.
public interface ProbeKernels {

    /// Registers at work.
    int CHAINS = 12;

    /// `2 · CHAINS · floatLanes · rounds` operations of float32.
    float floats(int rounds);

    /// `2 · CHAINS · doubleLanes · rounds` operations of float64.
    double doubles(int rounds);
}
