package dev.lanewise.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Each change against what it does to pixels that one can follow.
class AugmentationTest {

    private static final Shape IMAGE = Shape.of(4, 6, 2);

    private static float[] image() {
        float[] image = new float[IMAGE.size()];
        for (int i = 0; i < image.length; i++) image[i] = i + 1;
        return image;
    }

    private static float[] changed(Augmentation augmentation, long seed) {
        float[] to = new float[IMAGE.size() + 4];
        Arrays.fill(to, -7);
        augmentation.apply(IMAGE, image(), to, 3, Seed.of(seed).stream());
        assertThat(new float[] {to[0], to[1], to[2], to[to.length - 1]}).containsOnly(-7);
        return Arrays.copyOfRange(to, 3, 3 + IMAGE.size());
    }

    private static float warped(Warp warp, int y, int x, int c) {
        float[] to = new float[IMAGE.size()];
        warp.apply(image(), to, 0);
        return to[(y * 6 + x) * 2 + c];
    }

    private static float pixel(int y, int x, int c) { return y < 0 || y >= 4 || x < 0 || x >= 6 ? 0 : (y * 6 + x) * 2 + c + 1; }

    @Test void nothingChangesNothing() { assertThat(changed(Augmentation.none(), 1)).containsExactly(image()); }

    @Test void everySecondImageIsMirrored() {
        int mirrored = 0;
        for (int seed = 0; seed < 400; seed++) {
            float[] changed = changed(Augmentation.none().flip(), seed);
            boolean same = Arrays.equals(changed, image());
            if (!same) mirrored++;
            for (int y = 0; y < 4; y++) for (int x = 0; x < 6; x++) for (int c = 0; c < 2; c++) assertThat(changed[(y * 6 + x) * 2 + c]).isEqualTo(pixel(y, same ? x : 5 - x, c));
        }
        assertThat(mirrored).isBetween(160, 240);
    }

    @Test void aCropMovesByWholePixelsEachAsOftenAsAnother() {
        Set<String> moves = new HashSet<>();
        for (int seed = 0; seed < 400; seed++) {
            float[] changed = changed(Augmentation.none().crop(1), seed);
            int[] move = IntStream.range(0, 9).filter(i -> changed[(1 * 6 + 2) * 2] == pixel(1 + i / 3 - 1, 2 + i % 3 - 1, 0)).map(i -> i).toArray();
            assertThat(move).hasSize(1);
            int down = move[0] / 3 - 1, right = move[0] % 3 - 1;
            for (int y = 0; y < 4; y++) for (int x = 0; x < 6; x++) assertThat(changed[(y * 6 + x) * 2 + 1]).isEqualTo(pixel(y + down, x + right, 1));
            moves.add(down + " " + right);
        }
        assertThat(moves).hasSize(9);
    }

    /// A copy is what interpolation by a hair less than nothing gives.
    @Test void copiesAreInterpolationsOfWholePixels() {
        for (Warp warp : new Warp[] {Warp.of(IMAGE), Warp.of(IMAGE).mirrored(), Warp.of(IMAGE).moved(2, -1), Warp.of(IMAGE).mirrored().moved(-3, 4), Warp.of(IMAGE).moved(9, 0)}) {
            float[] copied = new float[IMAGE.size()], interpolated = new float[IMAGE.size()];
            warp.apply(image(), copied, 0);
            warp.zoomed(1 + 1e-12).apply(image(), interpolated, 0);

            assertThat(copied).containsExactly(interpolated, within(1e-4f));
        }
    }

    @Test void aQuarterTurnMovesPixelsAroundTheMiddle() {
        Shape square = Shape.of(3, 3, 1);
        float[] to = new float[9];

        Warp.of(square).turned(90).apply(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, to, 0);
        float[] back = new float[9];
        Warp.of(square).turned(-90).apply(to, back, 0);

        assertThat(to).containsExactly(new float[] {7, 4, 1, 8, 5, 2, 9, 6, 3}.clone(), within(1e-4f)).doesNotContain(0);
        assertThat(back).containsExactly(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, within(1e-4f));
    }

    @Test void zoomingByTwoShowsTheMiddleAndByAHalfZerosAround() {
        float middle = warped(Warp.of(IMAGE).zoomed(2), 1, 2, 0), corner = warped(Warp.of(IMAGE).zoomed(0.5), 0, 0, 0);

        assertThat(middle).isCloseTo(0.75f * 0.75f * pixel(1, 2, 0) + 0.25f * 0.75f * (pixel(1, 3, 0) + pixel(2, 2, 0)) + 0.0625f * pixel(2, 3, 0), within(1e-4f));
        assertThat(corner).isZero();
    }

    @Test void brightnessIsOneFactorForAnImage() {
        float[] changed = changed(Augmentation.none().brightness(0.3), 5);
        float factor = changed[0] / image()[0];

        assertThat(factor).isBetween(0.7f, 1.3f).isNotEqualTo(1);
        for (int i = 0; i < changed.length; i++) assertThat(changed[i]).isCloseTo(factor * image()[i], within(1e-4f));
    }

    @Test void cutoutClearsASquareThatMayReachOverTheBorder() {
        Set<Integer> sizes = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            float[] changed = changed(Augmentation.none().cutout(3), seed);
            int cleared = 0;
            for (int i = 0; i < changed.length; i++) {
                if (changed[i] == 0) cleared++;
                else assertThat(changed[i]).isEqualTo(image()[i]);
            }
            sizes.add(cleared / 2);
        }
        assertThat(sizes).contains(9, 6, 4).allMatch(size -> size <= 9);
    }

    /// The mean of B(α, α) is 1/2, its variance 1 / (4 (2 α + 1)).
    @Test void sharesHaveTheMomentsOfTheBetaDistribution() {
        for (double alpha : new double[] {0.2, 0.5, 1}) {
            RandomStream random = Seed.of(9).stream();
            double sum = 0, squares = 0;
            for (int i = 0; i < 20_000; i++) {
                double share = Augmentation.none().mixup(alpha).share(random);
                assertThat(share).isBetween(0.0, 1.0);
                sum += share / 20_000;
                squares += (share - 0.5) * (share - 0.5) / 20_000;
            }
            assertThat(sum).isCloseTo(0.5, within(0.01));
            assertThat(squares).isCloseTo(1 / (4 * (2 * alpha + 1)), within(0.004));
        }
    }

    @Test void textsAreReadAndPrinted() {
        Augmentation all = Augmentation.parse("mixup 0.2, flip,crop 4, rotate 15 , zoom 0.1, brightness 0.25, cutout 8");

        assertThat(all).isEqualTo(Augmentation.none().flip().crop(4).rotate(15).zoom(0.1).brightness(0.25).cutout(8).mixup(0.2));
        assertThat(all).hasToString("flip, crop 4, rotate 15, zoom 0.1, brightness 0.25, cutout 8, mixup 0.2");
        assertThat(Augmentation.parse(all.toString())).isEqualTo(all);
        assertThat(Augmentation.parse("none")).isEqualTo(Augmentation.none()).hasToString("none");
    }

    @Test void whatCannotBeDoneIsASentence() {
        assertThatThrownBy(() -> Augmentation.parse("flop")).isInstanceOf(DataException.class).hasMessageStartingWith("No augmentation is named 'flop'. There are: brightness, crop, cutout, flip, mixup, rotate, zoom. Did you mean 'flip'?");
        assertThatThrownBy(() -> Augmentation.parse("crop")).hasMessage("Augmentation: expected flip, or a word and a number such as crop 4, but got \"crop\"");
        assertThatThrownBy(() -> Augmentation.parse("crop many")).hasMessageContaining("but got \"crop many\"");
        assertThatThrownBy(() -> Augmentation.parse("crop 1.5")).hasMessage("Augmentation: expected crop by whole pixels ≥ 1, but got 1.5");
        assertThatThrownBy(() -> Augmentation.none().zoom(1)).hasMessage("Augmentation: expected zoom in (0, 0.9], but got 1.0");
        assertThatThrownBy(() -> Augmentation.none().mixup(Double.NaN)).hasMessage("Augmentation: expected mixup in (0, 1], but got NaN");
    }
}
