package dev.lanewise.linalg.internal.scalar;

import dev.lanewise.linalg.kernel.KernelProvider;
import dev.lanewise.linalg.kernel.Kernels;

/// Offers the reference kernels, which run on every JVM.
public final class ScalarKernelProvider implements KernelProvider {

    /// The name of the reference kernels.
    public static final String NAME = "scalar";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public boolean isUsable() {
        return true;
    }

    @Override
    public String reason() {
        return "the reference kernels run on every JVM";
    }

    @Override
    public Kernels kernels() {
        return new ScalarKernels();
    }
}
