package dev.lanewise.core.model;

import java.nio.file.Path;

/// Stub, replaced in the next commit.
public final class ModelFile {
    private ModelFile() { }
    public static void write(Path file, ModelContent content) { throw new UnsupportedOperationException(); }
    public static ModelContent read(Path file) { throw new UnsupportedOperationException(); }
}
