package dev.lanewise.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MachinePeakTest {

    private static final long NANOS = 30_000_000L;

    private final MachinePeak peak = new MachinePeak(Backend.standard().kernels(), NANOS);

    @Test
    void whatIsMeasuredIsANumber() {
        assertThat(peak.floats(1)).isPositive().isFinite();
        assertThat(peak.doubles(2)).isPositive().isFinite();
        assertThat(peak.reads(1)).isPositive().isFinite();
        assertThat(new ProductSpeed(128, NANOS).floats(Backend.of(1))).isPositive().isFinite();
        assertThat(new ProductSpeed(17, NANOS).doubles(Backend.of(1))).isPositive().isFinite();
    }

    @Test
    void nothingToMeasureIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> peak.floats(0)).withMessage("MachinePeak: expected at least 1 thread, but got 0");
        assertThatIllegalArgumentException().isThrownBy(() -> peak.reads(0)).withMessage("MachinePeak: expected at least 1 thread, but got 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new ProductSpeed(0)).withMessage("ProductSpeed: expected at least 1 row, but got 0");
    }
}
