package dev.lanewise.core.select;

import dev.lanewise.core.DataException;
import dev.lanewise.core.data.Schema.Target;

/// What makes one candidate better than another: the mean of a figure over the folds.
///
/// @param figure such as `accuracy`, `loss`, `rmse`
/// @param highest whether more is better
public record Criterion(String figure, boolean highest) {

    public static Criterion highest(String figure) { return new Criterion(figure, true); }

    public static Criterion lowest(String figure) { return new Criterion(figure, false); }

    /// The highest `accuracy` for classes, the lowest `rmse` for numbers.
    ///
    /// @throws DataException if there is no target
    public static Criterion standard(Target target) {
        return switch (target.kind()) {
            case CLASS -> highest("accuracy");
            case NUMBER -> lowest("rmse");
            case NONE -> throw new DataException("Search: expected a criterion, because the data has no target to choose one by, but got none");
        };
    }

    /// Whether the first is better; a figure that is NaN is worse than all others.
    boolean isBetter(double one, double other) {
        if (Double.isNaN(other)) return !Double.isNaN(one);
        return highest ? one > other : one < other;
    }
}
