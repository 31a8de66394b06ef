package dev.lanewise.linalg;

class SimdProductVariantsTest implements ProductVariantsContract {

    private static final Backend BACKEND = Backend.named("simd", 2);

    @Override
    public Backend backend() {
        return BACKEND;
    }
}
