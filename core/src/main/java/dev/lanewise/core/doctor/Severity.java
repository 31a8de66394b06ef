package dev.lanewise.core.doctor;

/// How much a [Finding] matters; later ones matter more.
public enum Severity {
    /// Worth knowing
    NOTE,
    /// Training works worse than it could
    WARNING,
    /// Training does not do what was meant
    ERROR
}
