package dev.lanewise.core.model;

import dev.lanewise.core.DataException;
import java.nio.file.Path;
import java.util.Map;

/// Models as files: `.safetensors` files whose metadata holds the description as JSON under the key `lanewise`.
///
/// The same content gives the same bytes. A file is written beside the old one, flushed and renamed, so that the old one
/// survives whatever goes wrong.
public final class ModelFile {

    private static final String KEY = "lanewise";

    private ModelFile() { }

    /// @throws DataException if the file could not be written
    public static void write(Path file, ModelContent content) {
        new Safetensors(content.tensors(), Map.of(KEY, ModelDescription.print(content))).write(file);
    }

    /// @throws DataException if the file is missing, broken or no model of Lanewise
    public static ModelContent read(Path file) {
        Safetensors content = Safetensors.read(file);
        String description = content.metadata().get(KEY);
        if (description == null) {
            throw new DataException(file + ": expected a model of Lanewise, but its metadata has no entry '" + KEY
                    + "'. It is a safetensors file of another origin");
        }
        return ModelDescription.parse(description, content.tensors(), file + ", " + KEY);
    }
}
