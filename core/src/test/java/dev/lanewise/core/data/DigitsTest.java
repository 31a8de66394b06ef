package dev.lanewise.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DigitsTest {

    private static final Seed SEED = Seed.of(7);

    @Test void tenSamplesInARowHoldEveryDigitOnce() {
        Dataset digits = Digits.train(100, SEED);

        for (int block = 0; block < 10; block++) {
            boolean[] seen = new boolean[10];
            for (int i = 0; i < 10; i++) seen[label(digits, 10 * block + i)] = true;
            assertThat(seen).doesNotContain(false);
        }
    }

    @Test void aSampleDependsOnTheSeedAndItsNumberAlone() {
        Dataset few = Digits.train(3, SEED);
        Dataset many = Digits.train(25, SEED);

        for (int i = 0; i < 3; i++) {
            assertThat(image(few, i)).containsExactly(image(many, i));
            assertThat(label(few, i)).isEqualTo(label(many, i));
        }
        assertThat(image(Digits.train(1, Seed.of(8)), 0)).isNotEqualTo(image(few, 0));
        assertThat(image(Digits.test(1, SEED), 0)).isNotEqualTo(image(few, 0));
    }

    @Test void theSameSeedGivesTheSameBytesOnEveryMachine() {
        assertThat(Digits.train(50, Seed.of(42)).fingerprint()).isEqualTo("3b34f9af0f9632d04b0cba39c97bf7fa79dc6b5037ebed99dc9a1184e4dde345");
    }

    @Test void imagesHaveInkAndHardlyEverTouchTheBorder() {
        Dataset digits = Digits.test(500, SEED);
        int touching = 0;

        for (int i = 0; i < digits.size(); i++) {
            float[] image = image(digits, i);
            assertThat(IntStream.range(0, 784).filter(p -> image[p] > 100).count()).as("bright pixels of sample %d", i).isBetween(15L, 300L);
            if (IntStream.range(0, 784).anyMatch(p -> image[p] > 100 && (p % 28 % 27 == 0 || p / 28 % 27 == 0))) touching++;
        }

        assertThat(digits.schema().input()).isEqualTo(Shape.of(28, 28, 1));
        assertThat(digits.schema().target().classes()).hasSize(10);
        assertThat(touching).isLessThan(25);
    }

    /// Nearest mean of the class: what pixels alone tell without any learning worth the name.
    @Test void theyAreNeitherTrivialNorHopeless() {
        Dataset train = Digits.train(2000, SEED);
        Dataset test = Digits.test(500, SEED);
        double[][] means = new double[10][784];
        for (int i = 0; i < train.size(); i++) add(means[label(train, i)], image(train, i), 1.0 / 200);

        int right = 0;
        for (int i = 0; i < test.size(); i++) if (nearest(means, image(test, i)) == label(test, i)) right++;

        assertThat(right / 500.0).isBetween(0.6, 0.9);
    }

    @Test void noSampleAtAllIsADatasetToo() {
        assertThat(Digits.train(0, SEED).size()).isZero();
        assertThatThrownBy(() -> Digits.train(-1, SEED)).hasMessage("Digits: expected samples ≥ 0, but got -1");
    }

    private static int nearest(double[][] means, float[] image) {
        int best = 0;
        for (int digit = 1; digit < 10; digit++) if (distance(means[digit], image) < distance(means[best], image)) best = digit;
        return best;
    }

    private static double distance(double[] mean, float[] image) {
        double sum = 0;
        for (int i = 0; i < mean.length; i++) sum += (mean[i] - image[i]) * (mean[i] - image[i]);
        return sum;
    }

    private static void add(double[] to, float[] image, double weight) {
        for (int i = 0; i < to.length; i++) to[i] += weight * image[i];
    }

    private static float[] image(Dataset data, int row) {
        float[] image = new float[784];
        data.readInput(0, row, image, 0);
        return image;
    }

    private static int label(Dataset data, int row) {
        float[] label = new float[1];
        data.readTarget(row, label, 0);
        return (int) label[0];
    }
}
