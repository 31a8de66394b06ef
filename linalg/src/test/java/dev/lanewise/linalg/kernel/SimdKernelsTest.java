package dev.lanewise.linalg.kernel;

import dev.lanewise.linalg.Backend;
import dev.lanewise.testkit.kernel.KernelsContract;

class SimdKernelsTest implements KernelsContract {

    private static final Backend BACKEND = Backend.named("simd", 2);

    @Override
    public Backend backend() {
        return BACKEND;
    }
}
