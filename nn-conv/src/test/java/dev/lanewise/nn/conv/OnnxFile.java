package dev.lanewise.nn.conv;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// The weights in an ONNX file: as much of Protocol Buffers as it takes to find float tensors by their names.
record OnnxFile(Map<String, Tensor> weights) {

    private static final int GRAPH = 7;                       // of a model
    private static final int INITIALIZER = 5;                 // of a graph
    private static final int DIMS = 1;                        // of a tensor
    private static final int NAME = 8;
    private static final int RAW = 9;

    static OnnxFile read(Path file) {
        Map<String, Tensor> weights = new HashMap<>();
        try {
            fields(ByteBuffer.wrap(Files.readAllBytes(file)), (field, graph) -> {
                if (field == GRAPH) fields(graph, (inner, tensor) -> { if (inner == INITIALIZER) add(tensor, weights); });
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new OnnxFile(weights);
    }

    Tensor weight(String name) { return weights.get(name); }

    private static void add(ByteBuffer tensor, Map<String, Tensor> weights) {
        List<Integer> dims = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        List<ByteBuffer> raw = new ArrayList<>();
        fields(tensor, (field, value) -> {
            if (field == DIMS) dims.add((int) varint(value));
            if (field == NAME) name.append(StandardCharsets.UTF_8.decode(value));
            if (field == RAW) raw.add(value);
        });
        float[] values = new float[raw.getFirst().remaining() / Float.BYTES];
        raw.getFirst().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        weights.put(name.toString(), Tensor.of(Shape.of(dims.stream().mapToInt(Integer::intValue).toArray()), values));
    }

    /// Hands over the number and the bytes of each field; those of a varint begin with it.
    private static void fields(ByteBuffer message, BiConsumer<Integer, ByteBuffer> consumer) {
        while (message.hasRemaining()) {
            int key = (int) varint(message), from = message.position();
            int length = switch (key & 7) {
                case 0 -> skipVarint(message) - from;
                case 1 -> Long.BYTES;
                case 2 -> (int) varint(message);
                default -> Float.BYTES;
            };
            int begin = (key & 7) == 0 ? from : message.position();
            consumer.accept(key >>> 3, message.slice(begin, length));
            message.position(begin + length);
        }
    }

    private static int skipVarint(ByteBuffer message) {
        varint(message);
        return message.position();
    }

    private static long varint(ByteBuffer message) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = message.get();
            value |= (next & 127L) << shift;
            if (next >= 0) return value;
        }
    }
}
