package dev.lanewise.linalg.internal.scalar;

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

/// The reference kernels: plain loops that accumulate in float64 and define what every other set must compute.
public record ScalarKernels(ElementKernels elements, RowKernels rows, RecurrentKernels recurrent,
                            OptimizerKernels optimizers, ProductKernels products, TriangularKernels triangular, DoubleKernels doubles, SparseKernels sparse,
                            GemvKernels gemv, WindowKernels windows, ConvolutionKernels convolutions, WinogradKernels winograd, ProbeKernels probes)
        implements Kernels {

    public ScalarKernels() {
        this(new ScalarElementKernels(), new ScalarRowKernels(), new ScalarRecurrentKernels(),
                new ScalarOptimizerKernels(), new ScalarProductKernels(), new ScalarTriangularKernels(), new ScalarDoubleKernels(),
                new ScalarSparseKernels(), new ScalarGemvKernels(), new ScalarWindowKernels(), new ScalarConvolutionKernels(), new ScalarWinogradKernels(), new ScalarProbeKernels());
    }

    @Override
    public String name() {
        return ScalarKernelProvider.NAME;
    }

    @Override
    public int floatLanes() {
        return 1;
    }

    @Override
    public int doubleLanes() {
        return 1;
    }
}
