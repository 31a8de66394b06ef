package dev.lanewise.linalg;

class ScalarGemmTest implements GemmContract {

    private static final Backend BACKEND = Backend.named("scalar", 2);

    @Override
    public Backend backend() {
        return BACKEND;
    }
}
