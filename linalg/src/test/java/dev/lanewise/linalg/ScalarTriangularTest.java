package dev.lanewise.linalg;

class ScalarTriangularTest implements TriangularContract {

    private static final Backend BACKEND = Backend.named("scalar", 2);

    @Override
    public Backend backend() {
        return BACKEND;
    }
}
