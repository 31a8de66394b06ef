package dev.lanewise.linalg;

/// What stands on the diagonal of a triangular matrix.
public enum Diagonal {
    /// The elements that are stored there.
    STORED,
    /// Ones, whatever is stored there.
    UNIT
}
