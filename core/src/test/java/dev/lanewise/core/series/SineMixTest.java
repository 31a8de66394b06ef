package dev.lanewise.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// Against the outside world: the text's own lines run by NumPy 1.24.2.
class SineMixTest {

    @Test void asFloat32ItIsNumPysSeriesBitForBit() throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(4 * 5000).order(ByteOrder.LITTLE_ENDIAN);
        for (double y : SineMix.series().values("y")) bytes.putFloat((float) y);

        // hashlib.sha256(y.astype('<f4').tobytes()).hexdigest()
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()))).isEqualTo("19107d87d20013daaca5a81ee7e2189ff8bc956e24a70c82c2a439302f2a1d1c");
    }

    @Test void asFloat64ItIsNumPysToTheLastBits() {
        double[] y = SineMix.series().values("y");

        assertThat(new double[] {y[0], y[1], y[2], y[1234], y[2500], y[3350], y[4998], y[4999]}).containsExactly(new double[] {0.03036767289659136, 0.028772017735814562,
            0.02938647546263482, 0.1299312776434836, 0.1053100618212584, 0.3838939165101838, 0.6023460437043643, 0.5575545968229305}, within(5e-16));
    }

    @Test void theNoiseFloorIsTheOneThatWasMeasured() {
        assertThat(SineMix.noise(3350, 5000)).isEqualTo(0.0211, within(5e-5));
        assertThat(SineMix.noise(0, 3350)).isEqualTo(0.0101, within(5e-5));
    }
}
