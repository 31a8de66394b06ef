package dev.lanewise.linalg;

class SimdGemmTest implements GemmContract {

    private static final Backend BACKEND = Backend.named("simd", 2);

    @Override
    public Backend backend() {
        return BACKEND;
    }
}
