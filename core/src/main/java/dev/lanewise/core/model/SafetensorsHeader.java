package dev.lanewise.core.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
        Options header = Options.parseForeignJson(text(json, file), file + ", header");
        List<Entry> entries = new ArrayList<>();
        for (String name : header.names()) {
            if (!name.equals(METADATA)) entries.add(entry(name, header, file));
        }
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        requireGapless(entries, dataLength, file);
        return new SafetensorsHeader(entries, header.has(METADATA) ? metadata(header, file) : Map.of());
    }

    private static String text(byte[] json, String file) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
        } catch (CharacterCodingException e) {
            throw new DataException(file + ": expected JSON as header, but it is not even text", e);
        }
    }

    private static Map<String, String> metadata(Options header, String file) {
        Map<String, String> metadata = new LinkedHashMap<>();
        Options texts = header.options(METADATA).at(file + ", " + METADATA);
        texts.names().forEach(name -> metadata.put(name, texts.text(name)));
        return metadata;
    }

    private static Entry entry(String name, Options header, String file) {
        String place = file + ", tensor '" + name + "'";
        Options claims = header.options(name).at(place);
        ElementType type = type(claims);
        long[] extents = numbers(claims, "shape");
        long[] offsets = numbers(claims, "data_offsets");
        if (offsets.length != 2 || offsets[0] > offsets[1]) {
            throw new DataException(place + ": expected data_offsets [begin, end], but got " + Arrays.toString(offsets));
        }
        requireSize(type, extents, offsets[1] - offsets[0], place);
        return new Entry(name, type, Shape.of(Arrays.stream(extents).mapToInt(Math::toIntExact).toArray()), offsets[0], offsets[1]);
    }

    private static ElementType type(Options claims) {
        String dtype = claims.value("dtype").orElse("none").toString();
        return ElementType.named(dtype).orElseThrow(() -> new DataException(claims.place() + ": expected a dtype among "
                + Arrays.stream(ElementType.values()).map(Enum::name).collect(Collectors.joining(", ")) + ", but got " + dtype));
    }

    private static long[] numbers(Options claims, String field) {
        Object value = claims.value(field).orElse("none");
        if (value instanceof List<?> list && list.stream().allMatch(number -> number instanceof Long whole && whole >= 0)) {
            return list.stream().mapToLong(number -> (Long) number).toArray();
        }
        throw new DataException(claims.place() + ": expected whole numbers ≥ 0 as " + field + ", but got " + value);
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
