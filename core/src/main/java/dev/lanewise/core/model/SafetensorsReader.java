package dev.lanewise.core.model;

import dev.lanewise.core.DataException;
import dev.lanewise.core.internal.io.FileFaults;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Reads [Safetensors]; believes nothing that the length of the file does not confirm.
final class SafetensorsReader {

    private static final long LONGEST_HEADER = 100_000_000;
    private static final int CHUNK = 1 << 16;

    private final Path file;
    private final FileChannel channel;

    private SafetensorsReader(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static Safetensors read(Path file) { return with(file, SafetensorsReader::read); }

    static MappedSafetensors map(Path file) { return with(file, SafetensorsReader::map); }

    /// Something to do with an open file.
    private interface Reading<T> {
        T by(SafetensorsReader reader) throws IOException;
    }

    private static <T> T with(Path file, Reading<T> reading) {
        FileFaults.requireFile(file);
        try (FileChannel channel = FileChannel.open(file)) {
            return reading.by(new SafetensorsReader(file, channel));
        } catch (EOFException e) {
            throw new DataException(file + ": expected a file at rest, but it got shorter while it was read", e);
        } catch (IOException e) {
            throw FileFaults.unreadable(file, e);
        }
    }

    private Safetensors read() throws IOException {
        SafetensorsHeader header = header();
        return new Safetensors(tensors(header, channel.position()), header.metadata());
    }

    private MappedSafetensors map() throws IOException {
        SafetensorsHeader header = header();
        long begin = channel.position();
        return new MappedSafetensors(file, header, channel.map(FileChannel.MapMode.READ_ONLY, begin, channel.size() - begin, Arena.ofAuto()));
    }

    /// Reads the header, behind which the data begin.
    private SafetensorsHeader header() throws IOException {
        byte[] bytes = new byte[(int) headerLength()];
        fill(ByteBuffer.wrap(bytes));
        return SafetensorsHeader.parse(bytes, channel.size() - channel.position(), file.toString());
    }

    private long headerLength() throws IOException {
        long size = channel.size();
        if (size < Long.BYTES) throw wrong("at least 8 bytes", size + ". It was cut off, or is no safetensors file");
        ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        fill(length);
        long header = length.getLong(0);
        if (header < 0 || header > LONGEST_HEADER) {
            throw wrong("a header of at most 100,000,000 bytes", grouped(header) + ". It is damaged, or no safetensors file");
        }
        if (header > size - Long.BYTES) {
            throw wrong("a header of " + grouped(header) + " bytes", grouped(size - Long.BYTES) + ". The file was cut off");
        }
        return header;
    }

    private Map<String, StoredTensor> tensors(SafetensorsHeader header, long dataBegin) throws IOException {
        Map<String, StoredTensor> tensors = new HashMap<>();
        for (SafetensorsHeader.Entry entry : header.entries()) {
            channel.position(dataBegin + entry.begin());
            tensors.put(entry.name(), tensor(entry));
        }
        return tensors;
    }

    private StoredTensor tensor(SafetensorsHeader.Entry entry) throws IOException {
        String place = file + ", tensor '" + entry.name() + "'";
        StoredTensor tensor = entry.type().allocate(entry.shape());
        ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        int count = entry.shape().size();
        int step = CHUNK / entry.type().bytes();
        for (int from = 0; from < count; from += step) {
            int part = Math.min(step, count - from);
            fill(buffer.clear().limit(part * entry.type().bytes()));
            entry.type().read(buffer.flip(), tensor, from, part, place);
        }
        return tensor;
    }

    private void fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) throw new EOFException();
        }
    }

    private DataException wrong(String expected, String actual) {
        return new DataException(file + ": expected " + expected + ", but got " + actual);
    }

    private static String grouped(long number) {
        return number < 0 ? Long.toUnsignedString(number) : String.format(Locale.ROOT, "%,d", number);
    }
}
