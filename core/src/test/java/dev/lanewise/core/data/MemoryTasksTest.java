package dev.lanewise.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MemoryTasksTest {

    @Test void theSumIsThatOfTheMarkedNumbersOneInEachHalf() {
        TensorDataset data = MemoryTasks.adding(50, 9, Seed.of(3));
        float[] x = new float[18], y = new float[1];

        for (int row = 0; row < 50; row++) {
            data.readInput(0, row, x, 0);
            data.readTarget(row, y, 0);
            double sum = 0, first = 0, marks = 0;
            for (int step = 0; step < 9; step++) {
                sum += x[2 * step] * x[2 * step + 1];
                marks += x[2 * step + 1];
                if (step < 4) first += x[2 * step + 1];
            }
            assertThat(sum).isCloseTo(y[0], within(1e-6));
            assertThat(first).isEqualTo(1);
            assertThat(marks).isEqualTo(2);
        }
    }

    @Test void sayingOneIsTheBestConstant() {
        TensorDataset data = MemoryTasks.adding(4000, 2, Seed.of(1));
        float[] y = new float[1];
        double squares = 0;
        for (int row = 0; row < 4000; row++) {
            data.readTarget(row, y, 0);
            squares += Math.pow(y[0] - 1, 2);
        }

        assertThat(squares / 4000).isCloseTo(MemoryTasks.addingBaseline(), within(0.01));
    }

    @Test void whatWasSaidFirstIsWantedAfterTheSign() {
        TensorDataset data = MemoryTasks.copying(20, 3, 4, 5, Seed.of(2));
        float[] x = new float[10], y = new float[10];
        assertThat(data.schema().input()).isEqualTo(Shape.of(10));

        for (int row = 0; row < 20; row++) {
            data.readInput(0, row, x, 0);
            data.readTarget(row, y, 0);
            assertThat(Arrays.copyOfRange(y, 7, 10)).containsExactly(Arrays.copyOfRange(x, 0, 3));
            for (int i = 0; i < 3; i++) assertThat(x[i]).isBetween(1f, 5f);
            assertThat(Arrays.copyOfRange(x, 3, 10)).containsExactly(0, 0, 0, 6, 0, 0, 0);
            assertThat(Arrays.copyOfRange(y, 0, 7)).containsOnly(0);
        }
        assertThat(MemoryTasks.copyingBaseline(10, 100, 8)).isCloseTo(10 * Math.log(8) / 120, within(1e-12));
    }

    @Test void theSameSeedGivesTheSameSamples() {
        assertThat(MemoryTasks.adding(5, 6, Seed.of(1)).fingerprint()).isEqualTo(MemoryTasks.adding(5, 6, Seed.of(1)).fingerprint()).isNotEqualTo(MemoryTasks.adding(5, 6, Seed.of(2)).fingerprint());
    }

    @Test void settingsAreChecked() {
        assertThatThrownBy(() -> MemoryTasks.adding(5, 1, Seed.of(1))).hasMessage("Adding: expected sequences of at least 2 steps, but got 1");
        assertThatThrownBy(() -> MemoryTasks.copying(5, 0, 1, 2, Seed.of(1))).hasMessage("Copying: expected memory and gap ≥ 1 and symbols ≥ 2, but got 0, 1 and 2");
    }
}
