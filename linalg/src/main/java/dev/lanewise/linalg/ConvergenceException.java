package dev.lanewise.linalg;

/// An iteration ended without reaching its accuracy.
public final class ConvergenceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int iterations;
    private final double residual;

    /// @param iterations how many were run
    /// @param residual what was left, in the unit that the message names
    public ConvergenceException(String message, int iterations, double residual) {
        super(message);
        this.iterations = iterations;
        this.residual = residual;
    }

    public int iterations() {
        return iterations;
    }

    public double residual() {
        return residual;
    }
}
