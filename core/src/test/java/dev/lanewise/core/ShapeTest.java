package dev.lanewise.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {

    private final Shape shape = Shape.of(2, 3, 5);

    @Test void axesCountFromBothEnds() {
        assertThat(shape.extent(0)).isEqualTo(2);
        assertThat(shape.extent(-1)).isEqualTo(5);
        assertThat(shape.last()).isEqualTo(5);
        assertThat(shape.with(-2, 7)).isEqualTo(Shape.of(2, 7, 5));
        assertThat(shape.withLast(7)).isEqualTo(Shape.of(2, 3, 7));
        assertThat(shape.withFirst(7)).isEqualTo(Shape.of(7, 2, 3, 5));
        assertThat(shape.withoutFirst()).isEqualTo(Shape.of(3, 5));
        assertThat(shape.withoutLast()).isEqualTo(Shape.of(2, 3));
    }

    @ParameterizedTest @ValueSource(ints = {3, -4, 100})
    void anAxisThatIsNotThereIsNamed(int axis) {
        assertThatThrownBy(() -> shape.extent(axis)).isInstanceOf(ShapeException.class)
                .hasMessage("Shape: expected an axis of [2, 3, 5], but got " + axis);
        assertThatThrownBy(() -> shape.with(axis, 1)).isInstanceOf(ShapeException.class);
    }

    @Test void aScalarHasNoAxes() {
        assertThat(Shape.scalar().size()).isEqualTo(1);
        assertThat(Shape.scalar()).hasToString("[]").isEqualTo(Shape.of());
        assertThatThrownBy(() -> Shape.scalar().last()).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Shape.scalar().withoutLast()).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Shape.scalar().withoutFirst()).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Shape.scalar().sampleSize()).isInstanceOf(ShapeException.class);
    }

    @Test void theSizeIsTheProductOfKnownExtents() {
        assertThat(shape.size()).isEqualTo(30);
        assertThat(shape.sampleSize()).isEqualTo(15);
        assertThat(Shape.of(4, 0, 2).size()).isZero();
        assertThatThrownBy(() -> Shape.batch(3).size()).isInstanceOf(ShapeException.class).hasMessage("Shape: expected known extents, but got [batch, 3]");
        assertThatThrownBy(() -> Shape.of(1 << 20, 1 << 20).size()).isInstanceOf(ShapeException.class)
                .hasMessage("Shape: expected at most 2³¹ elements, but got [1048576, 1048576]");
    }

    @Test void theSizeOfASampleDoesNotNeedTheBatch() {
        assertThat(Shape.batch(28, 28, 1).sampleSize()).isEqualTo(784);
    }

    @Test void itPrintsUnknownExtents() {
        assertThat(Shape.batch(28, 28, 1)).hasToString("[batch, 28, 28, 1]");
        assertThat(Shape.batch(Shape.ANY, 3)).hasToString("[batch, any, 3]");
    }

    @Test void itAdmitsShapesThatDifferOnlyWhereItKnowsNothing() {
        Shape pattern = Shape.batch(Shape.ANY, 3);

        assertThat(pattern.admits(Shape.of(8, 100, 3))).isTrue();
        assertThat(pattern.admits(Shape.of(8, 100, 4))).isFalse();
        assertThat(pattern.admits(Shape.of(8, 3))).isFalse();
    }

    @Test void negativeExtentsAreRefused() {
        assertThatThrownBy(() -> Shape.of(2, -2)).isInstanceOf(ShapeException.class).hasMessage("Shape: expected extents ≥ 0, but got [2, -2]");
    }

    @Test void itCannotBeChangedFromOutside() {
        int[] extents = {2, 3};
        Shape fixed = Shape.of(extents);

        extents[0] = 99;
        fixed.extents()[1] = 99;

        assertThat(fixed).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3));
    }

    @Test void theRequiredRankIsCheckedWithASentence() {
        assertThat(shape.requireRank(3, "Conv2D(8)", "[batch, height, width]")).isSameAs(shape);
        assertThatThrownBy(() -> shape.requireRank(2, "Dense(10)", "[batch, features]"))
                .isInstanceOf(ShapeException.class).hasMessage("Dense(10): expected input [batch, features], but got [2, 3, 5]");
    }

    @Test void complaintsTakeAPlaceAndAdvice() {
        ShapeException complaint = ShapeException.expected("MaxPool2D(2)", "height ≥ 2", Shape.batch(1, 1, 64));

        assertThat(complaint.at("Sequential, layer 4 of 8")).hasMessage("Sequential, layer 4 of 8, MaxPool2D(2): expected height ≥ 2, but got [batch, 1, 1, 64]");
        assertThat(complaint.advise("Use a smaller window")).hasMessage("MaxPool2D(2): expected height ≥ 2, but got [batch, 1, 1, 64]. Use a smaller window");
    }
}
