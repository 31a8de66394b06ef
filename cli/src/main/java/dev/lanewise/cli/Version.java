package dev.lanewise.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// `lanewise 1.0.0 on Java 25.0.3`
final class Version {

    private Version() { }

    /// What picocli asks.
    static final class Provider implements IVersionProvider {

        @Override public String[] getVersion() { return new String[] {sentence()}; }
    }

    static String sentence() { return "lanewise " + number() + " on Java " + System.getProperty("java.version"); }

    static String number() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
