package dev.lanewise.linalg;

/// How many eigenvalues of a symmetric matrix are positive, negative and zero.
///
/// @see <a href="https://doi.org/10.1137/1.9780898718027">Sylvester's law of inertia, in Higham: Accuracy and stability of numerical algorithms, chapter 11</a>
public record Inertia(int positive, int negative, int zero) {
}
