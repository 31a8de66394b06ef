package dev.lanewise.core;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// [Options] from JSON. What is read remembers the line and the column of each name, so that what is wrong with a value is told by its place.
///
/// @param source a file name or such
/// @param foreign whether another program wrote it: `null` stands for what is absent, and places are of no use
record JsonOptions(JsonParser parser, String source, boolean foreign) {

    static Options parse(String json, String source, boolean foreign) {
        try (JsonParser parser = factory().createParser(json)) {
            return new JsonOptions(parser, source, foreign).document();
        } catch (JsonProcessingException e) {
            throw new DataException(source + place(e.getLocation()) + ": expected JSON, but " + reason(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);                 // a text doesn't fail to be read
        }
    }

    private static JsonFactory factory() {
        return new JsonFactoryBuilder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();
    }

    private Options document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) throw new DataException(source + ": expected a JSON object, but got " + kind(first));
        Options options = object(source);
        if (parser.nextToken() != null) throw new DataException(here() + "expected the end behind the JSON object, but got " + kind(parser.currentToken()));
        return options;
    }

    private Options object(String place) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        Marks marks = new Marks(source, mark(), new LinkedHashMap<>());
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (!foreign) marks.names().put(name, mark());
            boolean absent = parser.nextToken() == JsonToken.VALUE_NULL && foreign;
            if (!absent) values.put(name, value(place + ", " + name));
        }
        return Options.read(place, values, foreign ? Marks.none() : marks);
    }

    private Object value(String place) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(place);
            case START_ARRAY -> array(place);
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
            case VALUE_STRING -> parser.getText();
            default -> throw new DataException(here() + "expected a value, but got " + kind(parser.currentToken()));
        };
    }

    private List<Object> array(String place) throws IOException {
        List<Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) values.add(value(place));
        return values;
    }

    /// Beyond a long it is a number with a fraction that happens to be zero.
    private Object integer() throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? (Object) finite(parser.getDoubleValue()) : (Object) parser.getLongValue();
    }

    private double finite(double number) throws IOException {
        if (!Double.isFinite(number)) throw new DataException(here() + "expected a number that a double holds, but got " + parser.getText());
        return number;
    }

    private Marks.Mark mark() { return new Marks.Mark(parser.currentTokenLocation().getLineNr(), parser.currentTokenLocation().getColumnNr()); }

    private String here() { return source + place(parser.currentTokenLocation()) + ": "; }

    private static String kind(JsonToken token) {
        return switch (token) {
            case null -> "nothing";
            case VALUE_NULL -> "null";
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            default -> token.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String place(JsonLocation location) { return location == null || location.getLineNr() < 1 ? "" : ", line " + location.getLineNr() + ", column " + location.getColumnNr(); }

    /// What Jackson says, without what it says of itself.
    private static String reason(JsonProcessingException e) {
        String first = e.getOriginalMessage().lines().findFirst().orElse("it ends too early").replaceFirst(" \\((for|start marker at) .*", "").replaceFirst(", from `.*`\\)", ")");
        return Character.toLowerCase(first.charAt(0)) + first.substring(1);
    }
}
