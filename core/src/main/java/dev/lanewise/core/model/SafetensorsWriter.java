package dev.lanewise.core.model;

import com.google.common.base.Strings;
import dev.lanewise.core.Options;
import dev.lanewise.core.model.StoredTensor.Doubles;
import dev.lanewise.core.model.StoredTensor.Floats;
import dev.lanewise.core.model.StoredTensor.Longs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Prints [Safetensors] to a channel.
final class SafetensorsWriter {

    private static final int ALIGNMENT = 8;
    private static final int CHUNK = 1 << 16;

    private final Safetensors content;
    private final List<String> order;                         // of the data: the widest numbers first, then by name

    SafetensorsWriter(Safetensors content) {
        this.content = content;
        this.order = content.tensors().keySet().stream().sorted(Comparator.comparing(name -> -type(name).bytes())).toList();
    }

    void writeTo(WritableByteChannel channel) throws IOException {
        byte[] header = header();
        ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        write(channel, buffer.putLong(header.length));
        write(channel, ByteBuffer.wrap(header).position(header.length));
        for (String name : order) write(channel, content.tensors().get(name), buffer);
    }

    private byte[] header() {
        Map<String, Long> offsets = offsets();
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("__metadata__", Options.of(content.metadata()));
        content.tensors().forEach((name, tensor) -> header.put(name, describe(tensor, type(name), offsets.get(name))));
        String text = Options.of(header).toJsonLine();
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        return (text + Strings.repeat(" ", Math.floorMod(-length, ALIGNMENT))).getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, Long> offsets() {
        Map<String, Long> offsets = new LinkedHashMap<>();
        long end = 0;
        for (String name : order) {
            offsets.put(name, end);
            end += (long) content.tensors().get(name).shape().size() * type(name).bytes();
        }
        return offsets;
    }

    private static Options describe(StoredTensor tensor, ElementType type, long begin) {
        long end = begin + (long) tensor.shape().size() * type.bytes();
        return Options.none().with("dtype", type.name()).with("shape", tensor.shape().extents()).with("data_offsets", List.of(begin, end));
    }

    private ElementType type(String name) {
        return switch (content.tensors().get(name)) {
            case Floats _ -> ElementType.F32;
            case Doubles _ -> ElementType.F64;
            case Longs _ -> ElementType.I64;
        };
    }

    private static void write(WritableByteChannel channel, StoredTensor tensor, ByteBuffer buffer) throws IOException {
        int count = tensor.shape().size();
        int step = CHUNK / Long.BYTES;
        for (int from = 0; from < count; from += step) {
            put(tensor, from, Math.min(step, count - from), buffer.clear());
            write(channel, buffer);
        }
    }

    private static void put(StoredTensor tensor, int from, int count, ByteBuffer buffer) {
        switch (tensor) {
            case Floats floats -> buffer.asFloatBuffer().put(floats.values(), from, count);
            case Doubles doubles -> buffer.asDoubleBuffer().put(doubles.values(), from, count);
            case Longs longs -> buffer.asLongBuffer().put(longs.values(), from, count);
        }
        buffer.position(count * (tensor instanceof Floats ? Float.BYTES : Long.BYTES));
    }

    private static void write(WritableByteChannel channel, ByteBuffer buffer) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) channel.write(buffer);
    }
}
