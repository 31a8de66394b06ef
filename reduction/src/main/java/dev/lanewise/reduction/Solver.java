package dev.lanewise.reduction;

/// How the axes of [PCA] are computed.
///
/// | solver               | reads the rows | takes memory for           | is made for                                                             |
/// |----------------------|----------------|----------------------------|-------------------------------------------------------------------------|
/// | `AUTO`               |                |                            | everything: what [#choose] says                                         |
/// | `COVARIANCE`         | once           | `features²`                | many rows                                                               |
/// | `COVARIANCE_FLOAT32` | once           | `features²`                | the same faster, to about seven digits of the largest variance          |
/// | `INNER_PRODUCTS`     | all at once    | the rows again, and `rows²` | more features than rows                                                |
/// | `SVD`                | all at once    | the rows three times       | small variances: nothing is squared, so that they keep all their digits |
/// | `LANCZOS`            | all, many times | `3 · components · (rows + features)` | a few axes of large or sparse rows, to full precision           |
/// | `RANDOMIZED`         | all, ten or sixteen times | `components · (rows + features)` | the same where the variances fall quickly; scikit-learn's default there |
/// | `INCREMENTAL`        | once           | `3 · components · features` | streams of rows with so many features that `features²` has no room; exact only where the other variances are small |
public enum Solver {
    AUTO, COVARIANCE, COVARIANCE_FLOAT32, INNER_PRODUCTS, SVD, LANCZOS, RANDOMIZED, INCREMENTAL;

    /// A second moment of more features than this takes 3 GB.
    private static final int MOST_FEATURES_SQUARED = 20_000;

    /// Below so many rows or features the whole decomposition is quicker than a part of it.
    private static final int WORTH_A_PART = 1500;

    /// What `AUTO` stands for: `LANCZOS` for few axes of many rows and features (as measured: at most a fiftieth of 1500 or more, and neither rows nor
    /// features four times as many as the others), else `INNER_PRODUCTS` where there are fewer rows than features, else `COVARIANCE`, but `INCREMENTAL`
    /// where its matrix would take gigabytes.
    Solver choose(long rows, int features, Keep keep) {
        if (this != AUTO) return this;
        if (keep instanceof Keep.Count(int components) && isPartWorth(components, Math.min(rows, features), Math.max(rows, features))) return LANCZOS;
        return rows < features ? INNER_PRODUCTS : features > MOST_FEATURES_SQUARED ? INCREMENTAL : COVARIANCE;
    }

    private static boolean isPartWorth(int components, long smaller, long larger) {
        return smaller >= WORTH_A_PART && components <= smaller / 50 && larger / smaller < 4;
    }

    /// Whether it finds the first axes only, by products with the rows.
    boolean isPartial() { return this == LANCZOS || this == RANDOMIZED; }

    boolean takesMoments() { return this == COVARIANCE || this == COVARIANCE_FLOAT32; }

    Precision precision() { return this == COVARIANCE_FLOAT32 ? Precision.FLOAT32 : Precision.FLOAT64; }
}
