package dev.lanewise.core.spi;

import dev.lanewise.core.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// The classes of one plug-in.
final class PluginJars extends URLClassLoader {

    private final List<Path> jars;

    private PluginJars(String name, List<Path> jars, ClassLoader program) {
        super(name, jars.stream().map(PluginJars::url).toArray(URL[]::new), program);
        this.jars = jars;
    }

    /// @param place a jar, or a folder with jars
    static PluginJars open(Path place, ClassLoader program) {
        return new PluginJars(place.getFileName().toString(), Files.isDirectory(place) ? jarsIn(place) : List.of(place), program);
    }

    static boolean isJar(Path file) { return file.toString().endsWith(".jar") && Files.isRegularFile(file); }

    static List<Path> jarsIn(Path folder) {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(PluginJars::isJar).sorted().toList();
        } catch (IOException e) {
            throw new DataException(folder + ": the folder of a plug-in could not be read: " + e.getMessage(), e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() { return getName(); }

    /// A class loader passes over a broken jar in silence.
    ///
    /// @throws DataException if one of the jars is none
    void requireReadable() {
        for (Path jar : jars) {
            try (ZipFile file = new ZipFile(jar.toFile())) {
                if (file.size() == 0) throw new DataException(jar.getFileName() + " is empty");
            } catch (ZipException e) {
                throw new DataException(jar.getFileName() + " is no jar or is damaged (" + e.getMessage() + ")", e);
            } catch (IOException e) {
                throw new DataException(jar.getFileName() + " could not be read: " + e.getMessage(), e);
            }
        }
    }

    @Override public void close() {
        try {
            super.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
