package dev.lanewise.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumeralsTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "-0.0", "1.", ".5", "-.5", "+3", "007", "1e5", "-1.5E-3", "123456789012345", "1234567890123456", "0.00000000000001",
            "0.000000000000000000000001", "9007199254740993", "2.2250738585072014e-308", "4.9e-324", "1.7976931348623157e308", "0.1", "5.843333333333334"})
    void numbersAreThoseOfTheJdk(String text) {
        assertThat(Numerals.parse(text)).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "+", ".", "-.", "1.2.3", "1-2", "--1", "1e", "e5", "1e5.5", "1f", "1d", "0x1p3", "NaN", "Infinity", "1e999", "1,5", "1 2", "\u0661"})
    void everythingElseIsNone(String text) {
        assertThat(Numerals.parse(text)).isNaN();
    }

    /// Against another path: the JDK's own reading of a hundred thousand decimals.
    @Test void theFastWayAgreesWithTheGeneralOne() {
        RandomStream random = Seed.of(5).stream();
        for (int i = 0; i < 100_000; i++) {
            String text = BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(18)).toPlainString();
            assertThat(Numerals.parse(text)).isEqualTo(Double.parseDouble(text));
        }
    }

    @Test void wholeNumbersArePrintedWithoutAPoint() {
        assertThat(Numerals.print(12)).isEqualTo("12");
        assertThat(Numerals.print(-0.5)).isEqualTo("-0.5");
        assertThat(Numerals.print(1e300)).isEqualTo("1.0E300");
        assertThat(Numerals.print(Double.NaN)).isEmpty();
    }
}
