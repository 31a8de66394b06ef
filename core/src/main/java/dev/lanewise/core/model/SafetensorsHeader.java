package dev.lanewise.core.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The header of a safetensors file, after all its claims were checked against each other and the length of the file.
///
/// @param entries the tensors in the order of their data, which they cover without holes
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {

    private static final String METADATA = "__metadata__";

    SafetensorsHeader {
        entries = ImmutableList.copyOf(entries);
        metadata = ImmutableMap.copyOf(metadata);
    }

    /// A tensor whose data are the bytes `begin … end − 1` behind the header.
    record Entry(String name, ElementType type, Shape shape, long begin, long end) { }

    /// @param dataLength the number of bytes behind the header
    /// @param file the file in the message
    static SafetensorsHeader parse(byte[] json, long dataLength, String file) {
        JsonNode tree = tree(json, file);
        List<Entry> entries = new ArrayList<>();
        tree.properties().forEach(field -> {
            if (!field.getKey().equals(METADATA)) entries.add(entry(field.getKey(), field.getValue(), file));
        });
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        requireGapless(entries, dataLength, file);
        return new SafetensorsHeader(entries, metadata(tree.path(METADATA), file));
    }

    private static JsonNode tree(byte[] json, String file) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
            JsonNode tree = mapper().readTree(text);
            if (!tree.isObject()) throw new DataException(file + ": expected a JSON object as header, but got something else");
            return tree;
        } catch (JsonProcessingException e) {
            throw new DataException(file + ": expected JSON as header, but it is damaged: " + e.getOriginalMessage().lines().findFirst().orElse(""), e);
        } catch (CharacterCodingException e) {
            throw new DataException(file + ": expected JSON as header, but it is not even text", e);
        }
    }

    private static JsonMapper mapper() {
        return JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    private static Map<String, String> metadata(JsonNode node, String file) {
        if (node.isMissingNode()) return Map.of();
        boolean texts = node.isObject() && StreamSupport.stream(node.spliterator(), false).allMatch(JsonNode::isTextual);
        if (!texts) throw new DataException(file + ": expected texts by name as " + METADATA + ", but got something else");
        return node.properties().stream().collect(Collectors.toMap(Map.Entry::getKey, field -> field.getValue().textValue()));
    }

    private static Entry entry(String name, JsonNode node, String file) {
        String place = file + ", tensor '" + name + "'";
        ElementType type = type(node.path("dtype"), place);
        long[] extents = numbers(node.path("shape"), "shape", place);
        long[] offsets = numbers(node.path("data_offsets"), "data_offsets", place);
        if (offsets.length != 2 || offsets[0] > offsets[1]) {
            throw new DataException(place + ": expected data_offsets [begin, end], but got " + Arrays.toString(offsets));
        }
        requireSize(type, extents, offsets[1] - offsets[0], place);
        return new Entry(name, type, Shape.of(Arrays.stream(extents).mapToInt(Math::toIntExact).toArray()), offsets[0], offsets[1]);
    }

    private static ElementType type(JsonNode node, String place) {
        return ElementType.named(node.asText()).orElseThrow(() -> new DataException(place + ": expected a dtype among "
                + Arrays.stream(ElementType.values()).map(Enum::name).collect(Collectors.joining(", ")) + ", but got "
                + (node.isMissingNode() ? "none" : node.toString())));
    }

    private static long[] numbers(JsonNode node, String field, String place) {
        boolean whole = node.isArray() && StreamSupport.stream(node.spliterator(), false)
                .allMatch(number -> number.isIntegralNumber() && number.canConvertToLong() && number.longValue() >= 0);
        if (!whole) {
            throw new DataException(place + ": expected whole numbers ≥ 0 as " + field + ", but got " + (node.isMissingNode() ? "none" : node.toString()));
        }
        return StreamSupport.stream(node.spliterator(), false).mapToLong(JsonNode::longValue).toArray();
    }

    private static void requireSize(ElementType type, long[] extents, long bytes, String place) {
        String shape = type + " " + Arrays.toString(extents);
        long size = 1;
        for (long extent : extents) {
            if (extent > Integer.MAX_VALUE || size * extent > Integer.MAX_VALUE - 64) {
                throw new DataException(place + ": expected at most 2³¹ elements, but got " + shape);
            }
            size *= extent;
        }
        if (size * type.bytes() != bytes) {
            throw new DataException(place + ": expected the " + size * type.bytes() + " bytes of " + shape + ", but its offsets span " + bytes);
        }
    }

    private static void requireGapless(List<Entry> entries, long dataLength, String file) {
        long end = 0;
        for (Entry entry : entries) {
            if (entry.begin() != end) {
                throw new DataException(file + ", tensor '" + entry.name() + "': expected data from byte " + end + " on, but they begin at "
                        + entry.begin() + (entry.begin() < end ? ". It overlaps the tensor before it" : ". There is a hole before it"));
            }
            end = entry.end();
        }
        if (end != dataLength) {
            throw new DataException(file + ": expected " + end + " bytes of data, but got " + dataLength
                    + (dataLength < end ? ". The file was cut off" : ". Something was appended"));
        }
    }
}
