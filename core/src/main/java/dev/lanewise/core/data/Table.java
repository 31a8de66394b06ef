package dev.lanewise.core.data;

/// Stub, replaced in the next commit.
public final class Table {
    private Table() { }
    /// @return t
    public static Table empty() { return new Table(); }
    public Table with(String name, double[] v) { return this; }
    public Table with(String name, java.util.List<String> v) { return this; }
}
