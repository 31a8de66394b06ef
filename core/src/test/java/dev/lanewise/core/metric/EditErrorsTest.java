package dev.lanewise.core.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EditErrorsTest {

    private static int[] letters(String text) { return text.chars().toArray(); }

    @Test void knownDistances() {
        assertThat(EditErrors.distance(letters("kitten"), letters("sitting"))).isEqualTo(3);
        assertThat(EditErrors.distance(letters("saturday"), letters("sunday"))).isEqualTo(3);
        assertThat(EditErrors.distance(letters(""), letters("abc"))).isEqualTo(3);
        assertThat(EditErrors.distance(letters("abc"), letters(""))).isEqualTo(3);
        assertThat(EditErrors.distance(letters(""), letters(""))).isZero();
    }

    /// Against the definition: the first elements agree, or one of three edits comes first.
    @Test void distancesAgreeWithTheirDefinition() {
        RandomStream random = Seed.of(3).stream();
        for (int round = 0; round < 60; round++) {
            int[] a = sequence(random), b = sequence(random);

            assertThat(EditErrors.distance(a, b)).as(Arrays.toString(a) + Arrays.toString(b)).isEqualTo(defined(a, 0, b, 0)).isEqualTo(EditErrors.distance(b, a));
        }
    }

    private static int[] sequence(RandomStream random) {
        int[] sequence = new int[random.nextInt(6)];
        for (int i = 0; i < sequence.length; i++) sequence[i] = random.nextInt(3);
        return sequence;
    }

    private static int defined(int[] a, int i, int[] b, int j) {
        if (i == a.length || j == b.length) return a.length - i + b.length - j;
        if (a[i] == b[j]) return defined(a, i + 1, b, j + 1);
        return 1 + Math.min(defined(a, i + 1, b, j + 1), Math.min(defined(a, i + 1, b, j), defined(a, i, b, j + 1)));
    }

    @Test void ratesAreOverEverythingThatIsTrue() {
        EditErrors first = EditErrors.none().with(new int[] {1, 2, 3}, new int[] {1, 2, 3, 4}), second = EditErrors.none().with(new int[] {7}, new int[] {7});

        assertThat(first.plus(second)).isEqualTo(EditErrors.none().with(new int[] {1, 2, 3}, new int[] {1, 2, 3, 4}).with(new int[] {7}, new int[] {7}));
        assertThat(first.plus(second).rate()).isEqualTo(0.2);
        assertThat(first.plus(second).exactShare()).isEqualTo(0.5);
        assertThat(EditErrors.none().rate()).isNaN();
    }
}
