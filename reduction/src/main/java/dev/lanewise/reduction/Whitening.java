package dev.lanewise.reduction;

/// What happens to the coordinates along principal axes so that they have the unit matrix as covariance.
///
/// With U the axes and Λ the variances along them, `x` stands for a centred row. An axis without variance gives 0.
public enum Whitening {

    /// `Uᵀx`: uncorrelated, each with its own variance.
    NONE,

    /// `Λ^(−1/2) Uᵀx`: divided by the standard deviations.
    PCA,

    /// `U Λ^(−1/2) Uᵀx`: turned back, so that each coordinate is as close to its feature as it can be. There are as many coordinates as features.
    ///
    /// @see <a href="https://doi.org/10.1080/00031305.2016.1277159">Kessy, Lewin, Strimmer: Optimal whitening and decorrelation</a>
    ZCA
}
