package dev.lanewise.core.model;

import com.google.common.collect.ImmutableSortedMap;
import dev.lanewise.core.Shape;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/// A file in the safetensors format that stands in mapped memory: only tensors that are asked for are read, one at a time.
///
/// For files that are larger than what is wanted of them, or than memory: [Safetensors] reads all at once. The header was checked before anything was
/// mapped. The mapping ends when nobody knows this any more; the file must not become shorter until then.
public final class MappedSafetensors {

    private static final long CHUNK = 1 << 20;                 // bytes, a multiple of every element

    private final Path file;
    private final Map<String, SafetensorsHeader.Entry> entries;
    private final MemorySegment data;

    MappedSafetensors(Path file, SafetensorsHeader header, MemorySegment data) {
        this.file = file;
        this.entries = header.entries().stream().collect(ImmutableSortedMap.toImmutableSortedMap(String::compareTo, SafetensorsHeader.Entry::name, entry -> entry));
        this.data = data;
    }

    /// Maps a whole file and checks its header as [Safetensors#read] does.
    ///
    /// @throws dev.lanewise.core.DataException if the file is missing, cut off, or contradicts itself
    public static MappedSafetensors open(Path file) { return SafetensorsReader.map(file); }

    public Path file() { return file; }

    /// In their order.
    public Set<String> names() { return entries.keySet(); }

    /// @throws IllegalArgumentException if there is no tensor of this name
    public Shape shape(String name) { return entry(name).shape(); }

    /// Reads one tensor.
    ///
    /// @throws IllegalArgumentException if there is no tensor of this name
    public StoredTensor tensor(String name) {
        SafetensorsHeader.Entry entry = entry(name);
        StoredTensor tensor = entry.type().allocate(entry.shape());
        int width = entry.type().bytes();
        for (long at = entry.begin(); at < entry.end(); at += CHUNK) {
            long length = Math.min(CHUNK, entry.end() - at);
            var buffer = data.asSlice(at, length).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
            entry.type().read(buffer, tensor, (int) ((at - entry.begin()) / width), (int) (length / width), file + ", tensor '" + name + "'");
        }
        return tensor;
    }

    private SafetensorsHeader.Entry entry(String name) {
        SafetensorsHeader.Entry entry = entries.get(name);
        if (entry == null) throw new IllegalArgumentException("MappedSafetensors: expected one of the tensors in " + file + ", but got '" + name + "'");
        return entry;
    }
}
