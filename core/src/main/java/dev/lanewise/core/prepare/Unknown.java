package dev.lanewise.core.prepare;

/// What becomes of a category that an encoder has not learned.
public enum Unknown {

    /// Complain, naming it and those that were learned.
    ERROR,

    /// Take it for none of them: zeros in every column, or a missing number.
    IGNORE,

    /// Take all of them for one more category, which stands behind the others.
    OWN
}
