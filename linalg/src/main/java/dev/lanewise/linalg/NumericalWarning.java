package dev.lanewise.linalg;

/// A finding that digits of a result mean nothing because of the matrix, not because of the algorithm.
///
/// @param kind what was found
/// @param evidence the number that shows it, as `kind` says
/// @param sentence the finding for a reader, with the number and what to do
public record NumericalWarning(Kind kind, double evidence, String sentence) {

    /// What can be found.
    public enum Kind {
        /// Solutions have few or no true digits; the evidence is the condition number.
        ILL_CONDITIONED,
        /// Columns depend on one another within rounding; the evidence is the numerical rank.
        RANK_DEFICIENT,
        /// Neighbouring eigenvalues or singular values can't be told apart, so their vectors are one basis of many; the evidence is the relative gap.
        CLOSE_VALUES
    }

    @Override
    public String toString() {
        return sentence;
    }
}
