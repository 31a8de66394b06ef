package dev.lanewise.linalg;

/// The half of a square matrix that counts, diagonal included. The other half is neither read nor written.
public enum Triangle {
    /// Elements (i, j) with i ≥ j.
    LOWER,
    /// Elements (i, j) with i ≤ j.
    UPPER
}
