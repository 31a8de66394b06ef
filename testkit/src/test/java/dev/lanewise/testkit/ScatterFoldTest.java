package dev.lanewise.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.GradientCheck;
import dev.lanewise.core.tensor.ScatterFold;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScatterFoldTest {

    private static final Tensor IDS = Tensor.vector(4, 0, 4, 1, 4), X = apart(7, 0);

    /// Numbers that differ by more than a difference quotient moves them, also from those with another shift.
    private static Tensor apart(int stride, float shift) {
        float[] values = new float[15];
        for (int i = 0; i < values.length; i++) values[i] = (i * stride % 15 - 7) * 0.13f + shift;
        return Tensor.of(Shape.of(5, 3), values);
    }

    @ParameterizedTest @EnumSource void gradientsAgreeWithDifferencesAlsoWhereAnElementHasSeveralUpdatesAndOneIsZero(ScatterFold fold) {
        Tensor updates = apart(4, 0.065f);
        if (fold == ScatterFold.MULTIPLY) updates.data()[1] = 0;

        GradientCheck.Result rows = GradientCheck.of(x -> fold.rows(x.get(0), IDS, x.get(1)), List.of(X, updates), Seed.of(3));
        GradientCheck.Result along = GradientCheck.of(x -> fold.along(x.get(0), 0, Tensor.of(Shape.of(2, 3), 4, 0, 4, 4, 0, 1), x.get(1)), List.of(X, updates.slice(0, 0, 2)), Seed.of(3));

        assertThat(rows.error()).as(rows.toString()).isLessThan(1e-2);
        assertThat(along.error()).as(along.toString()).isLessThan(1e-2);
    }

    @ParameterizedTest @EnumSource void nothingToFoldLeavesEverything(ScatterFold fold) {
        assertThat(fold.rows(X, Tensor.of(Shape.of(0)), Tensor.of(Shape.of(0, 3))).toArray()).containsExactly(X.toArray());
    }
}
