package dev.lanewise.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.Run;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.data.TableDataset;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Reducer;
import dev.lanewise.linalg.Matrix;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// A contract that nothing can break says nothing: each of these reducers breaks one clause, and the right one keeps them.
class WrongReducersTest {

    private static final int WIDTH = 3;

    /// Keeps the first two of three columns, after a change that may be wrong.
    private record Firsts(UnaryOperator<Matrix> change, int claimed, double[] shares, boolean checks) implements Reducer {

        static Firsts right() { return new Firsts(x -> x, 2, new double[] {0.6, 0.3}, true); }

        static Firsts after(UnaryOperator<Matrix> change) { return new Firsts(change, 2, new double[0], true); }

        @Override public int dimensions() { return claimed; }

        @Override public Matrix transform(Matrix x) {
            if (checks && x.columns() != WIDTH) throw new ShapeException("Firsts: expected rows of 3, but got " + x.columns());
            return change.apply(x).columns(0, 2);
        }

        @Override public Matrix inverseTransform(Matrix coordinates) {
            if (checks && coordinates.columns() != 2) throw new ShapeException("Firsts: expected 2 coordinates, but got " + coordinates.columns());
            return Matrix.stackColumns(coordinates.columns(0, 2), Matrix.zeros(coordinates.rows(), 1));
        }

        @Override public ModelContent content() { throw new UnsupportedOperationException(); }

        @Override public Table predict(Dataset data, Run run) { return coordinates(data); }

        @Override public Evaluation evaluate(Dataset data, Run run) { throw new UnsupportedOperationException(); }
    }

    private static ReducerContract of(Reducer reducer) {
        return new ReducerContract() {
            @Override public Reducer reducer() { return reducer; }

            @Override public String name() { return "firsts"; }

            @Override public Dataset data() { return TableDataset.of(Table.of(Matrix.of(4, WIDTH, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 0, 1), "a", "b", "c"), ""); }

            @Override public Dataset unsuitable() { return data(); }
        };
    }

    private static void breaks(Reducer wrong, Consumer<ReducerContract> clause) { assertThatThrownBy(() -> clause.accept(of(wrong))).isInstanceOf(AssertionError.class); }

    @Test void aRightReducerBreaksNothing() {
        ReducerContract right = of(Firsts.right());

        right.itGivesSoManyCoordinatesAsItSays();
        right.rowsComeBackWithTheWidthThatTheyHad();
        right.aRowIsTransformedAlikeAloneAndAmongOthers();
        right.noRowsGiveNoRows();
        right.theTableOfCoordinatesHoldsWhatTransformGives();
        right.transformingChangesNeitherTheRowsNorTheModel();
        right.aWrongWidthIsRefusedInBothDirections();
        right.sharesFallAndAreNoMoreThanAll();
    }

    @Test void whatLooksAtOtherRowsIsSeen() {
        breaks(Firsts.after(x -> x.times(1.0 / x.rows())), ReducerContract::aRowIsTransformedAlikeAloneAndAmongOthers);
    }

    @Test void whatCountsWronglyIsSeen() { breaks(new Firsts(x -> x, 1, new double[0], true), ReducerContract::itGivesSoManyCoordinatesAsItSays); }

    @Test void whatIsNotFiniteIsSeen() { breaks(Firsts.after(x -> x.times(Double.NaN)), ReducerContract::itGivesSoManyCoordinatesAsItSays); }

    @Test void whatRemembersIsSeen() {
        int[] calls = {0};
        breaks(Firsts.after(x -> x.times(++calls[0])), ReducerContract::transformingChangesNeitherTheRowsNorTheModel);
    }

    @Test void whatTakesAnyWidthIsSeen() { breaks(new Firsts(x -> x, 2, new double[0], false), ReducerContract::aWrongWidthIsRefusedInBothDirections); }

    @Test void sharesThatAreMoreThanAllAreSeen() {
        breaks(new Firsts(x -> x, 2, new double[] {0.9, 0.8}, true), ReducerContract::sharesFallAndAreNoMoreThanAll);
        breaks(new Firsts(x -> x, 2, new double[] {0.2, 0.3}, true), ReducerContract::sharesFallAndAreNoMoreThanAll);
    }
}
