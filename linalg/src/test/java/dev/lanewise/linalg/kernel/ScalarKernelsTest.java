package dev.lanewise.linalg.kernel;

import dev.lanewise.linalg.Backend;
import dev.lanewise.testkit.kernel.KernelsContract;

class ScalarKernelsTest implements KernelsContract {

    private static final Backend BACKEND = Backend.named("scalar", 2);

    @Override
    public Backend backend() {
        return BACKEND;
    }
}
