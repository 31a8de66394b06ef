package dev.lanewise.reduction;

import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.Reducer;
import dev.lanewise.linalg.Matrix;
import java.util.Map;

/// How well a reducer's coordinates bring rows back.
final class Reconstruction {

    private Reconstruction() { }

    /// `rmse`: the root of the mean squared difference of a number from its reconstruction.
    static Evaluation of(Reducer reducer, Matrix x) {
        double lost = x.rows() == 0 ? 0 : x.minus(reducer.inverseTransform(reducer.transform(x))).norm();
        return new Evaluation(x.rows(), Map.of("rmse", lost / Math.sqrt(Math.max(1, (long) x.rows() * x.columns()))));
    }
}
