package dev.lanewise.core.data;

/// Stub, replaced in the next commit.
public final class Table {
    private Table() { }
}
