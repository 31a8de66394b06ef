package dev.lanewise.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final Seed SEED = Seed.of(3);

    private static List<Integer> rows(Order order, long step) {
        return Arrays.stream(order.pass(step), order.from(step), order.to(step)).boxed().toList();
    }

    private static List<Integer> rows(Order order, long first, long last) {
        List<Integer> rows = new ArrayList<>();
        for (long step = first; step <= last; step++) rows.addAll(rows(order, step));
        return rows;
    }

    @Test void everyPassMeetsEveryRowOnceInAnOrderOfItsOwn() {
        Order order = new Order(10, Pace.standard().batchSize(4).epochs(2), SEED);

        assertThat(order.steps()).isEqualTo(6);
        assertThat(rows(order, 2)).as("the last batch is smaller").hasSize(2);
        assertThat(rows(order, 0, 2)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9).isNotEqualTo(rows(order, 3, 5));
        assertThat(rows(order, 3, 5)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test void aStepLooksAtTheSameRowsWhateverCameBefore() {
        Pace pace = Pace.standard().batchSize(3).epochs(4);
        Order forwards = new Order(10, pace, SEED);
        List<List<Integer>> steps = new ArrayList<>();
        for (long step = 0; step < forwards.steps(); step++) steps.add(rows(forwards, step));

        for (int step = steps.size() - 1; step >= 0; step--) assertThat(rows(new Order(10, pace, SEED), step)).isEqualTo(steps.get(step));
    }

    @Test void smallerBatchesCanBeDropped() {
        Order order = new Order(10, Pace.standard().batchSize(4).epochs(3).dropLast(true), SEED);

        assertThat(order.stepsPerEpoch()).isEqualTo(2);
        assertThat(rows(order, 0, 1)).hasSize(8).doesNotHaveDuplicates();
        assertThat(order.samples(5)).isEqualTo(20);
        assertThatThrownBy(() -> new Order(3, Pace.standard().batchSize(4).dropLast(true), SEED)).isInstanceOf(DataException.class)
                .hasMessage("Trainer: expected at least one whole batch of 4 samples, because smaller ones are dropped, but got 3 samples");
    }

    @Test void epochsOfAnyLengthGoThroughOnePassAfterAnother() {
        Pace whole = Pace.standard().batchSize(4).epochs(2);
        Order order = new Order(10, whole, SEED), shorter = new Order(10, whole.stepsPerEpoch(2).epochs(3), SEED);

        assertThat(shorter.steps()).isEqualTo(6);
        assertThat(rows(shorter, 0, 5)).isEqualTo(rows(order, 0, 5));
        assertThat(shorter.epoch(1)).isEqualTo(1);
        assertThat(shorter.epoch(2)).isEqualTo(2);
    }

    @Test void samplesAreCountedAcrossPasses() {
        Order order = new Order(10, Pace.standard().batchSize(4).epochs(2), SEED);

        assertThat(new long[] {order.samples(0), order.samples(1), order.samples(2), order.samples(3), order.samples(4), order.samples(6)}).containsExactly(0, 4, 8, 10, 14, 20);
    }
}
