package dev.lanewise.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// `lanewise 1.0.0 on Java 25.0.3`
final class Version implements IVersionProvider {

    @Override public String[] getVersion() throws IOException { return new String[] {"lanewise " + number() + " on Java " + System.getProperty("java.version")}; }

    static String number() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        }
        return properties.getProperty("version");
    }
}
