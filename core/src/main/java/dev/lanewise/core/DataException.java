package dev.lanewise.core;

/// Input that cannot be used: a file that is missing, broken or lies, a value out of range, a column that isn't there.
///
/// The message is one sentence for the person at the keyboard and opens with the place: `iris.csv, line 43, column "sepal_width": …`.
public final class DataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DataException(String message) { super(message); }

    public DataException(String message, Throwable cause) { super(message, cause); }
}
