package dev.lanewise.linalg.internal.simd;

import dev.lanewise.linalg.kernel.KernelProvider;
import dev.lanewise.linalg.kernel.Kernels;

/// Offers the kernels that compute in SIMD lanes.
public final class SimdKernelProvider implements KernelProvider {

    /// The name of these kernels.
    public static final String NAME = "simd";

    private static final String MODULE = "jdk.incubator.vector";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int priority() {
        return 100;
    }

    @Override
    public boolean isUsable() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }

    @Override
    public String reason() {
        return isUsable()
                ? "the JVM was started with the module " + MODULE
                : "the JVM was started without the module " + MODULE + "; add --add-modules " + MODULE
                        + " to the command line, or put Lanewise on the module path";
    }

    @Override
    public Kernels kernels() {
        return new SimdKernels();
    }
}
