package dev.lanewise.linalg.internal.simd;

import dev.lanewise.linalg.kernel.ConvolutionKernels;
import dev.lanewise.linalg.kernel.DoubleKernels;
import dev.lanewise.linalg.kernel.ElementKernels;
import dev.lanewise.linalg.kernel.GemvKernels;
import dev.lanewise.linalg.kernel.Kernels;
import dev.lanewise.linalg.kernel.OptimizerKernels;
import dev.lanewise.linalg.kernel.ProbeKernels;
import dev.lanewise.linalg.kernel.ProductKernels;
import dev.lanewise.linalg.kernel.RecurrentKernels;
import dev.lanewise.linalg.kernel.RowKernels;
import dev.lanewise.linalg.kernel.SparseKernels;
import dev.lanewise.linalg.kernel.TriangularKernels;
import dev.lanewise.linalg.kernel.WindowKernels;
import dev.lanewise.linalg.kernel.WinogradKernels;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/// The kernels that compute in SIMD lanes of the width this machine prefers.
///
/// They use fused multiply-adds and sum in lanes, so their last bits differ from the reference. Those bits are the same
/// on every machine with the same vector width, before and after compilation, and at any position in an array.
public record SimdKernels(ElementKernels elements, RowKernels rows, RecurrentKernels recurrent,
                          OptimizerKernels optimizers, ProductKernels products, TriangularKernels triangular, DoubleKernels doubles, SparseKernels sparse,
                          GemvKernels gemv, WindowKernels windows, ConvolutionKernels convolutions, WinogradKernels winograd, ProbeKernels probes)
        implements Kernels {

    public SimdKernels() {
        this(new SimdElementKernels(), new SimdRowKernels(), new SimdRecurrentKernels(), new SimdOptimizerKernels(),
                new SimdProductKernels(), new SimdTriangularKernels(), new SimdDoubleKernels(), new SimdSparseKernels(), new SimdGemvKernels(),
                new SimdWindowKernels(), new SimdConvolutionKernels(), new SimdWinogradKernels(), new SimdProbeKernels());
    }

    @Override
    public String name() {
        return SimdKernelProvider.NAME;
    }

    @Override
    public int floatLanes() {
        return FloatVector.SPECIES_PREFERRED.length();
    }

    @Override
    public int doubleLanes() {
        return DoubleVector.SPECIES_PREFERRED.length();
    }
}
