package dev.lanewise.reduction;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Properties;

/// Numbers from outside, by name.
record Expected(Properties properties) {

    static Expected of(String resource) {
        Properties properties = new Properties();
        try (InputStream in = Expected.class.getResourceAsStream(resource)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Expected(properties);
    }

    double[] numbers(String name) { return Arrays.stream(properties.getProperty(name).split(",")).mapToDouble(Double::parseDouble).toArray(); }

    double number(String name) { return numbers(name)[0]; }
}
