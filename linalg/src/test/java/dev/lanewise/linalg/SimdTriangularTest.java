package dev.lanewise.linalg;

class SimdTriangularTest implements TriangularContract {

    private static final Backend BACKEND = Backend.named("simd", 2);

    @Override
    public Backend backend() {
        return BACKEND;
    }
}
