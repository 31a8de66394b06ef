package dev.lanewise.linalg;

/// Anything that multiplies like a matrix of `[rows × columns]`, whether its elements are written down or not.
///
/// | | shape of `right` | shape of the result |
/// |---|---|---|
/// | `times(right)` | `[columns × k]` | `[rows × k]` |
/// | `transposeTimes(right)` | `[rows × k]` | `[columns × k]` |
///
/// [Matrix] and [SparseMatrix] are operators, [Centered] is one over another. An implementation of one's own must be linear, and must
/// give the same bits for the same `right` on any number of threads if what is computed from it shall do so.
///
/// @see PartialEigen
/// @see PartialSVD
/// @see RandomizedSVD
public interface LinearOperator {

    int rows();

    int columns();

    /// `A · right` on the given backend.
    ///
    /// @throws IllegalArgumentException unless the right matrix has as many rows as this operator has columns
    Matrix times(Matrix right, Backend backend);

    /// `Aᵀ · right` on the given backend.
    ///
    /// @throws IllegalArgumentException unless the right matrix has as many rows as this operator
    Matrix transposeTimes(Matrix right, Backend backend);

    /// `A · right` on [Backend#standard()].
    ///
    /// @throws IllegalArgumentException unless the right matrix has as many rows as this operator has columns
    default Matrix times(Matrix right) {
        return times(right, Backend.standard());
    }

    /// `Aᵀ · right` on [Backend#standard()].
    ///
    /// @throws IllegalArgumentException unless the right matrix has as many rows as this operator
    default Matrix transposeTimes(Matrix right) {
        return transposeTimes(right, Backend.standard());
    }
}
