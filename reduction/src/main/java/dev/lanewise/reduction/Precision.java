package dev.lanewise.reduction;

/// In which numbers the products behind a [Moments] are computed; it is kept in float64 either way.
public enum Precision {

    /// Exact to rounding of float64.
    FLOAT64,

    /// Products of blocks of [FloatRows#CAPACITY] rows in float32, their sum in float64: about twice as fast. An element (i, j) of the second moment of
    /// 60,000 rows was wrong by 5·10⁻⁸ of `√(element (i, i) · element (j, j))` at most; with few rows it may be 10⁻⁶.
    FLOAT32
}
