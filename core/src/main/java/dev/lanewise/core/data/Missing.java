package dev.lanewise.core.data;

/// What to do about missing values in a table.
public enum Missing {

    /// Complain, with the number of missing values of each column.
    REJECT,

    /// Leave out the rows in which a feature or the target is missing.
    DROP_ROWS,

    /// Put the mean of the column in the place of a missing feature; a missing target is refused still.
    MEAN,

    /// Keep them as NaN, for an [imputer][dev.lanewise.core.prepare.Imputer] to fill; a missing target is refused still. Most models refuse NaN.
    KEEP
}
