package dev.lanewise.core.data;

/// What to do about missing values in a table.
public enum Missing {

    /// Complain, with the number of missing values of each column.
    REJECT,

    /// Leave out the rows in which a feature or the target is missing.
    DROP_ROWS,

    /// Put the mean of the column in the place of a missing feature; a missing target is refused still.
    MEAN
}
