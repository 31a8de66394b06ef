package dev.lanewise.linalg;

/// The side of a product on which a matrix stands.
public enum Side {
    /// `A · B`
    LEFT,
    /// `B · A`
    RIGHT
}
