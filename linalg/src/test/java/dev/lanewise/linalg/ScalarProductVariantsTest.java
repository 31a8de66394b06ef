package dev.lanewise.linalg;

class ScalarProductVariantsTest implements ProductVariantsContract {

    private static final Backend BACKEND = Backend.named("scalar", 2);

    @Override
    public Backend backend() {
        return BACKEND;
    }
}
