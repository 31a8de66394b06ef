package dev.lanewise.linalg.kernel;

import dev.lanewise.linalg.Backend;
import org.junit.jupiter.api.Nested;

class ScalarKernelsTest {

    private static final Kernels KERNELS = Backend.named("scalar", 1).kernels();

    @Nested
    class Elements implements ElementKernelsContract {
        @Override
        public ElementKernels kernels() {
            return KERNELS.elements();
        }
    }

    @Nested
    class Rows implements RowKernelsContract {
        @Override
        public RowKernels kernels() {
            return KERNELS.rows();
        }
    }

    @Nested
    class Training implements TrainingKernelsContract {
        @Override
        public Kernels kernels() {
            return KERNELS;
        }
    }

    @Nested
    class Probes implements ProbeKernelsContract {
        @Override
        public ProbeKernels kernels() {
            return KERNELS.probes();
        }
    }

    @Nested
    class Doubles implements DoubleKernelsContract {
        @Override
        public DoubleKernels kernels() {
            return KERNELS.doubles();
        }
    }

    @Nested
    class Convolutions implements ConvolutionKernelsContract {
        @Override
        public ConvolutionKernels kernels() {
            return KERNELS.convolutions();
        }
    }

    @Nested
    class Winograd implements WinogradKernelsContract {
        @Override
        public WinogradKernels kernels() {
            return KERNELS.winograd();
        }
    }

    @Nested
    class Sparse implements SparseKernelsContract {
        @Override
        public SparseKernels kernels() {
            return KERNELS.sparse();
        }
    }

    @Nested
    class Gemv implements GemvKernelsContract {
        @Override
        public GemvKernels kernels() {
            return KERNELS.gemv();
        }
    }

    @Nested
    class Windows implements WindowKernelsContract {
        @Override
        public WindowKernels kernels() {
            return KERNELS.windows();
        }
    }
}
