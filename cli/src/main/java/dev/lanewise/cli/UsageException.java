package dev.lanewise.cli;

/// A command that was asked for wrongly: the sentence for it.
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) { super(message); }

    UsageException(String message, Throwable cause) { super(message, cause); }
}
