package dev.lanewise.core;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/// [Options] to JSON.
record OptionsPrinter(JsonGenerator generator) {

    static String onOneLine(Options options) { return print(options, false); }

    static String onLines(Options options) { return print(options, true); }

    private static String print(Options options, boolean lines) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            if (lines) generator.useDefaultPrettyPrinter();
            new OptionsPrinter(generator).value(options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);                 // a text doesn't fail to be written
        }
        return text.toString();
    }

    private void value(Object value) throws IOException {
        switch (value) {
            case Options options -> object(options);
            case List<?> list -> array(list);
            case Long number -> generator.writeNumber(number);
            case Double number -> generator.writeNumber(number);
            case Boolean flag -> generator.writeBoolean(flag);
            default -> generator.writeString((String) value);
        }
    }

    private void object(Options options) throws IOException {
        generator.writeStartObject();
        for (String name : options.names()) {
            generator.writeFieldName(name);
            value(options.value(name).orElseThrow());
        }
        generator.writeEndObject();
    }

    private void array(List<?> list) throws IOException {
        generator.writeStartArray();
        for (Object value : list) value(value);
        generator.writeEndArray();
    }
}
