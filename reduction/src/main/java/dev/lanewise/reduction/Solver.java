package dev.lanewise.reduction;

/// How the axes of [PCA] are computed; all of them find the same axes.
///
/// | solver            | reads the rows | takes memory for             | is made for                                           |
/// |-------------------|----------------|------------------------------|-------------------------------------------------------|
/// | `AUTO`            |                |                              | everything: `INNER_PRODUCTS` where there are fewer rows than features, else `COVARIANCE` |
/// | `COVARIANCE`      | once           | `features²`                  | many rows                                             |
/// | `COVARIANCE_FLOAT32` | once        | `features²`                  | the same twice as fast, to about seven digits         |
/// | `INNER_PRODUCTS`  | all at once    | `rows²`                      | more features than rows                               |
public enum Solver {
    AUTO, COVARIANCE, COVARIANCE_FLOAT32, INNER_PRODUCTS;

    /// What `AUTO` stands for.
    Solver choose(long rows, int features) {
        return this != AUTO ? this : rows < features ? INNER_PRODUCTS : COVARIANCE;
    }

    Precision precision() { return this == COVARIANCE_FLOAT32 ? Precision.FLOAT32 : Precision.FLOAT64; }
}
