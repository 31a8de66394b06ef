package dev.lanewise.core.data;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import java.nio.file.Path;

/// Reads a kind of file or folder that core itself does not know, so that [Datasets] finds it by its path: folders of pictures, for example.
///
/// Implement it as a public class with a public no-argument constructor (nested is fine), name it in `provides` of the module
/// and in `META-INF/services`.
public interface DataReader {

    /// Whether this reader knows what lies there; must be quick and must not fail.
    boolean reads(Path path);

    /// Data to learn from.
    ///
    /// @param options `size`, the side of square images in pixels, if it is there
    /// @throws DataException if the data are broken, or there is nothing to learn from
    DataSource open(Path path, Options options);

    /// Samples for a model that takes such ones.
    ///
    /// @throws DataException if the data are broken, or not what the model takes
    Dataset like(Path path, Schema schema);
}
