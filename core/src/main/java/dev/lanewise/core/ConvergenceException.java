package dev.lanewise.core;

/// An iteration that did not arrive: numbers that became infinite or NaN, or a limit of iterations that was reached.
public final class ConvergenceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long iterations;
    private final double residual;

    /// @param iterations how many were made
    /// @param residual what should have become small, as it was at the end
    public ConvergenceException(String message, long iterations, double residual) {
        super(message);
        this.iterations = iterations;
        this.residual = residual;
    }

    public long iterations() { return iterations; }

    public double residual() { return residual; }
}
