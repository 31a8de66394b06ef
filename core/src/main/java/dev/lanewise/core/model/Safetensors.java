package dev.lanewise.core.model;

import com.google.common.collect.ImmutableSortedMap;
import dev.lanewise.core.internal.io.AtomicFile;
import java.nio.file.Path;
import java.util.Map;

/// A file in the safetensors format: tensors by name, and texts by name as metadata.
///
/// | on disk                                | in memory                                  |
/// |----------------------------------------|--------------------------------------------|
/// | `F32`, `F16`, `BF16`                   | [StoredTensor.Floats]                      |
/// | `F64`                                  | [StoredTensor.Doubles]                     |
/// | `BOOL`, `U8` … `U32`, `I8` … `I64`     | [StoredTensor.Longs]                       |
/// | `U64`                                  | [StoredTensor.Longs], refused from 2⁶³ on  |
///
/// Floats, doubles and longs are written as `F32`, `F64` and `I64`, the header in the order of the names, the widest numbers
/// first, so that every tensor is aligned to its element. The same content gives the same bytes.
///
/// @param tensors the tensors in the order of their names
/// @param metadata free texts in the order of their names
/// @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
public record Safetensors(Map<String, StoredTensor> tensors, Map<String, String> metadata) {

    public Safetensors {
        tensors = ImmutableSortedMap.copyOf(tensors);
        metadata = ImmutableSortedMap.copyOf(metadata);
    }

    /// Reads a whole file. Nothing that its header claims is believed before the length of the file agrees.
    ///
    /// @throws dev.lanewise.core.DataException if the file is missing, cut off, or contradicts itself
    public static Safetensors read(Path file) { return SafetensorsReader.read(file); }

    /// Writes beside the old file and renames, so that the old one survives whatever goes wrong.
    ///
    /// @throws dev.lanewise.core.DataException if the file could not be written
    public void write(Path file) { AtomicFile.write(file, new SafetensorsWriter(this)::writeTo); }
}
