package dev.lanewise.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Pictures in other sizes against PyTorch 1.13, `F.interpolate(x, size, mode="bilinear", antialias=True)` in float64 of the picture below.
class StretchTest {

    /// `(37 i + 11 j² + 5 i j) mod 256`
    private static Pixels picture() {
        byte[] values = new byte[6 * 7];
        for (int i = 0; i < 6; i++) for (int j = 0; j < 7; j++) values[i * 7 + j] = (byte) ((i * 37 + j * j * 11 + i * j * 5) % 256);
        return new Pixels(6, 7, 1, values);
    }

    private static int[] stretched(int height, int width) {
        byte[] values = picture().in(new ImageForm(height, width, 1));
        return IntStream.range(0, values.length).map(i -> Byte.toUnsignedInt(values[i])).toArray();
    }

    @Test void smallerPicturesAreMeansOfAllPixels() {
        assertThat(stretched(3, 5)).containsExactly(31, 61, 133, 128, 122, 100, 141, 172, 116, 103, 169, 160, 120, 120, 136);
        assertThat(stretched(2, 2)).containsExactly(92, 128, 151, 123);
        assertThat(stretched(1, 1)).containsExactly(125);
    }

    @Test void largerPicturesAreInterpolated() {
        assertThat(java.util.Arrays.copyOf(stretched(13, 20), 20)).containsExactly(0, 0, 4, 8, 13, 25, 37, 51, 70, 89, 112, 139, 166, 141, 86, 31, 52, 95, 137, 140);
    }

    @Test void oneAxisMayGrowAndTheOtherShrink() {
        assertThat(java.util.Arrays.copyOf(stretched(9, 4), 8)).containsExactly(7, 53, 123, 90, 27, 77, 151, 122);
    }

    @Test void theSameSizeIsTheSamePicture() { assertThat(picture().in(new ImageForm(6, 7, 1))).isEqualTo(picture().values()); }

    @Test void coloursStandSideBySide() {
        byte[] grey = picture().values(), colours = picture().in(new ImageForm(6, 7, 3)), smaller = picture().in(new ImageForm(3, 5, 3));

        for (int i = 0; i < grey.length; i++) for (int c = 0; c < 3; c++) assertThat(colours[i * 3 + c]).isEqualTo(grey[i]);
        for (int i = 0; i < 15; i++) for (int c = 0; c < 3; c++) assertThat(Byte.toUnsignedInt(smaller[i * 3 + c])).isEqualTo(stretched(3, 5)[i]);
    }

    @Test void greyIsTheBrightnessOfTheColours() {
        byte[] values = {(byte) 255, 0, 0, 0, (byte) 255, 0, 0, 0, (byte) 255, (byte) 255, (byte) 255, (byte) 255};

        assertThat(new Pixels(1, 4, 3, values).in(new ImageForm(1, 4, 1))).containsExactly(76, (byte) 150, 29, (byte) 255);
    }
}
