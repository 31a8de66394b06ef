package dev.lanewise.testkit.kernel;

import dev.lanewise.linalg.Backend;

/// What every set of kernels must do: agree with the scalar reference within the bounds of rounding errors, or to the last bit where its interface says so.
///
/// ```java
/// class OwnKernelsTest implements KernelsContract {
///     private static final Backend BACKEND = Backend.of(new OwnKernelProvider().kernels(), 2);
///
///     @Override public Backend backend() { return BACKEND; }
/// }
/// ```
///
/// Tried are sizes of nothing, of one, and below, at and above multiples of all widths of vectors; ranges that begin inside their arrays, with margins in which
/// nothing may change; NaN, infinities and zeros of either sign; results added to what stands there, and results that overwrite it unread; transposed matrices and
/// gaps between their rows. The same call gives the same bits wherever its range stands, with any number of threads.
public interface KernelsContract extends ElementKernelsContract, RowKernelsContract, TrainingKernelsContract, DoubleKernelsContract, TriangularKernelsContract,
        SparseKernelsContract, GemvKernelsContract, ConvolutionKernelsContract, WinogradKernelsContract, WindowKernelsContract, ProbeKernelsContract,
        GemmContract, ProductVariantsContract, TriangularContract, FloatTriangularContract {

    /// The kernels on at least two threads; the same backend at every call, because a backend owns its threads.
    @Override
    Backend backend();
}
