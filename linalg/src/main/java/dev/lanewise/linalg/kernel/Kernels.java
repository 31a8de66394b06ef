package dev.lanewise.linalg.kernel;

/// One complete set of compute kernels: arrays, offsets and counts in, arrays out.
///
/// Kernels check nothing, allocate nothing and throw nothing; their callers do the checking. The scalar set is the
/// specification, and every other set is tested against it.
public interface Kernels {

    /// The provider's name: `simd`, `scalar`.
    String name();

    /// Width of a vector in float32 lanes; 1 without SIMD.
    int floatLanes();

    /// Width of a vector in float64 lanes; 1 without SIMD.
    int doubleLanes();

    ElementKernels elements();

    RowKernels rows();

    RecurrentKernels recurrent();

    OptimizerKernels optimizers();

    ProductKernels products();

    ConvolutionKernels convolutions();

    WinogradKernels winograd();

    TriangularKernels triangular();

    DoubleKernels doubles();

    SparseKernels sparse();

    GemvKernels gemv();

    WindowKernels windows();

    ProbeKernels probes();
}
