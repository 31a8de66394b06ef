package dev.lanewise.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Seed;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitsTest {

    private static final Seed SEED = Seed.of(3);

    @ParameterizedTest
    @CsvSource({"2, 0.1, 1", "2, 0.9, 1", "3, 0.5, 2", "10, 0.25, 3", "99, 0.2, 20", "100, 0.001, 1"})
    void theHeldPartHasTheRoundedSizeAndNothingIsLost(int size, double fraction, int held) {
        Split split = Splits.holdout(numbers(size), fraction, SEED);

        assertThat(split.test().size()).isEqualTo(held);
        assertThat(DoubleStream.concat(Arrays.stream(values(split.train())), Arrays.stream(values(split.test()))).sorted().toArray())
                .containsExactly(values(numbers(size)));
    }

    @Test void everyClassKeepsItsShare() {
        double[] classes = IntStream.range(0, 100).mapToDouble(i -> i < 70 ? 0 : i < 90 ? 1 : 2).toArray();
        Dataset data = TableDataset.of(Table.empty().with("x", values(numbers(100))).with("y", classes), "y");

        Split split = Splits.holdout(data, 0.2, SEED);

        assertThat(IntStream.range(0, 3).mapToLong(number -> count(split.test(), number)).toArray()).containsExactly(14, 4, 2);
    }

    @Test void theSeedDecides() {
        double[] first = values(Splits.holdout(numbers(50), 0.2, SEED).test());

        assertThat(values(Splits.holdout(numbers(50), 0.2, SEED).test())).containsExactly(first);
        assertThat(values(Splits.holdout(numbers(50), 0.2, Seed.of(4)).test())).isNotEqualTo(first);
    }

    @Test void theLastPartIsTheLastPart() {
        Split split = Splits.last(numbers(5), 0.4);

        assertThat(values(split.train())).containsExactly(0, 1.1, 2.2);
        assertThat(values(split.test())).containsExactly(3.3000000000000003, 4.4);
    }

    @Test void aRandomPartIsOneOfItsSize() {
        Split split = Splits.random(numbers(50), 0.3, SEED);

        assertThat(split.test().size()).isEqualTo(15);
        assertThat(DoubleStream.concat(Arrays.stream(values(split.train())), Arrays.stream(values(split.test()))).sorted().toArray()).containsExactly(values(numbers(50)));
        assertThat(values(Splits.random(numbers(50), 0.3, Seed.of(4)).test())).isNotEqualTo(values(split.test()));
    }

    @Test void noGroupIsOnBothSides() {
        int[] groups = IntStream.range(0, 50).map(i -> i * i % 7).toArray();
        for (int seed = 0; seed < 20; seed++) {
            Split split = Splits.grouped(numbers(50), 0.4, Seed.of(seed), groups);
            var held = Arrays.stream(values(split.test())).mapToObj(value -> groups[(int) Math.round(value / 1.1)]).distinct().toList();

            assertThat(held).hasSize(2);                       // of the four groups
            assertThat(Arrays.stream(values(split.train())).mapToObj(value -> groups[(int) Math.round(value / 1.1)]).toList()).doesNotContainAnyElementsOf(held);
            assertThat(split.train().size() + split.test().size()).isEqualTo(50);
        }
        assertThatThrownBy(() -> Splits.grouped(numbers(3), 0.5, SEED, 1, 1, 1)).isInstanceOf(DataException.class).hasMessage("Splits: expected at least two groups, but got 1");
        assertThatThrownBy(() -> Splits.grouped(numbers(3), 0.5, SEED, 1)).hasMessage("Splits: expected a group for each of 3 samples, but got 1");
    }

    @Test void impossibleSplitsAreRefused() {
        assertThatThrownBy(() -> Splits.last(numbers(1), 0.5)).isInstanceOf(DataException.class).hasMessage("Splits: expected at least two samples, but got 1");
        assertThatThrownBy(() -> Splits.last(numbers(5), 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Splits: expected a fraction above 0 and below 1, but got 1.0");
        assertThatThrownBy(() -> Splits.holdout(numbers(5), Double.NaN, SEED)).hasMessage("Splits: expected a fraction above 0 and below 1, but got NaN");
    }

    private static Dataset numbers(int size) {
        return TableDataset.of(Table.empty().with("x", IntStream.range(0, size).mapToDouble(i -> 1.1 * i).toArray()), "");
    }

    private static double[] values(Dataset data) { return data.matrix().toArray(); }

    private static long count(Dataset data, int number) {
        float[] labels = new float[data.size()];
        for (int row = 0; row < labels.length; row++) data.readTarget(row, labels, row);
        return IntStream.range(0, labels.length).filter(row -> labels[row] == number).count();
    }
}
