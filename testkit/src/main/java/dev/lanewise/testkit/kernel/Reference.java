package dev.lanewise.testkit.kernel;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.Kernels;

/// The kernels that all others are compared with.
final class Reference {

    private static final Kernels KERNELS = Backend.named("scalar", 1).kernels();

    private Reference() {
    }

    static Kernels kernels() {
        return KERNELS;
    }
}
