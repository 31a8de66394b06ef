package dev.lanewise.core;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// [Options] from JSON and to JSON.
final class JsonOptions {

    private JsonOptions() { }

    /// @param foreign whether other programs wrote it: `null` stands for what is absent
    static Options parse(String json, String source, boolean foreign) {
        try {
            JsonNode tree = mapper().readTree(json);
            if (!tree.isObject()) throw new DataException(source + ": expected a JSON object, but got " + kind(tree));
            return (Options) value(foreign ? withoutNulls(tree) : tree, source);
        } catch (JsonProcessingException e) {
            throw new DataException(source + place(e) + ": expected JSON, but " + reason(e), e);
        }
    }

    static String print(Options options) {
        try {
            return mapper().writerWithDefaultPrettyPrinter().writeValueAsString(plain(options));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Options: plain values could not be printed", e);
        }
    }

    private static ObjectMapper mapper() {
        return JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(JsonParser.Feature.ALLOW_COMMENTS)
                .build();
    }

    private static JsonNode withoutNulls(JsonNode tree) {
        if (tree instanceof ObjectNode object) object.properties().removeIf(field -> field.getValue().isNull());
        tree.forEach(JsonOptions::withoutNulls);
        return tree;
    }

    private static Object value(JsonNode node, String place) {
        return switch (node.getNodeType()) {
            case OBJECT -> object(node, place);
            case ARRAY -> StreamSupport.stream(node.spliterator(), false).map(element -> value(element, place)).toList();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            case STRING -> node.textValue();
            default -> throw new DataException(place + ": expected a value, but got " + kind(node));
        };
    }

    private static Options object(JsonNode node, String place) {
        Map<String, Object> values = new LinkedHashMap<>();
        node.properties().forEach(entry -> values.put(entry.getKey(), value(entry.getValue(), place + ", " + entry.getKey())));
        return Options.of(values).at(place);
    }

    private static Object number(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() ? (Object) node.longValue() : (Object) node.doubleValue();
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case MISSING -> "nothing";
            case NULL -> "null";
            case ARRAY -> "an array";
            default -> "a " + node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
        };
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
    }

    private static String reason(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("it ends too early");
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Options options -> {
                Map<String, Object> map = new LinkedHashMap<>();
                options.names().forEach(name -> map.put(name, plain(options.value(name).orElseThrow())));
                yield map;
            }
            case List<?> list -> list.stream().map(JsonOptions::plain).toList();
            default -> value;
        };
    }
}
