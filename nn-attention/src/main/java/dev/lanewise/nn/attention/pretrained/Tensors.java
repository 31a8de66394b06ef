package dev.lanewise.nn.attention.pretrained;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import java.util.Set;

/// Tensors by name, wherever they lie.
interface Tensors {

    /// The file or folder, for the message.
    String place();

    Set<String> names();

    Shape shape(String name);

    /// The numbers of a tensor as float32, row by row; the caller must not write to them.
    float[] read(String name);

    /// The numbers of a tensor, which are numbers indeed.
    ///
    /// @throws DataException if one is NaN or infinite
    default float[] finite(String name) {
        float[] values = read(name);
        for (int i = 0; i < values.length; i++) {
            if (Float.isFinite(values[i])) continue;
            throw new DataException(place() + ", tensor '" + name + "': expected finite numbers, but element " + i + " is " + values[i]);
        }
        return values;
    }
}
