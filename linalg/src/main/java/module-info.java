import org.jspecify.annotations.NullMarked;

/// SIMD linear algebra in pure Java: matrices, products, element and row kernels, decompositions.
@NullMarked
module dev.lanewise.linalg {
    requires jdk.incubator.vector;
    requires static org.jspecify;

    exports dev.lanewise.linalg;
    exports dev.lanewise.linalg.io;
    exports dev.lanewise.linalg.kernel;

    uses dev.lanewise.linalg.kernel.KernelProvider;

    provides dev.lanewise.linalg.kernel.KernelProvider with
            dev.lanewise.linalg.internal.simd.SimdKernelProvider,
            dev.lanewise.linalg.internal.scalar.ScalarKernelProvider;
}
