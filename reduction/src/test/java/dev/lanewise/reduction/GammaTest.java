package dev.lanewise.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GammaTest {

    private static final Expected EXPECTED = Expected.of("tables-pca.properties");

    @Test void theLogarithmIsSciPys() {
        double[] x = EXPECTED.numbers("gamma.x"), expected = EXPECTED.numbers("gamma.log");

        for (int i = 0; i < x.length; i++) assertThat(Gamma.log(x[i])).isEqualTo(expected[i], within(1e-14 * Math.max(1, Math.abs(expected[i]))));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 10, 784})
    void chiSquareQuantilesAreSciPys(int components) {
        double[] p = EXPECTED.numbers("chiSquare.p"), expected = EXPECTED.numbers("chiSquare." + components);

        for (int i = 0; i < p.length; i++) assertThat(Gamma.chiSquare(components, p[i])).isEqualTo(expected[i], within(1e-12 * expected[i]));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 0.01, 0.3, 0.9, 0.999})
    void aQuantileHasItsProbabilityBelowIt(double p) {
        assertThat(Gamma.below(1.5, Gamma.quantile(1.5, p))).isEqualTo(p, within(1e-13));
        assertThat(Gamma.below(1.5, 2)).isEqualTo(1 - Gamma.above(1.5, 2), within(1e-15));
    }
}
