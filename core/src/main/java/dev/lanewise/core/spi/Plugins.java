package dev.lanewise.core.spi;

import com.google.common.collect.ImmutableList;
import dev.lanewise.core.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Jars outside of the program that add models, layers and losses: each is looked at before it is let in, and one that is broken keeps none of the
/// others out.
///
/// A plug-in is a jar, or a folder of jars, one of which is the plug-in and the others what it needs. Each has a class loader of its own, so that two
/// of them may need different versions of the same library.
///
/// ```java
/// var plugins = Plugins.in(List.of(Path.of("plugins")));
/// plugins.complaints().forEach(System.err::println);
/// Thread.currentThread().setContextClassLoader(plugins.loader());          // where the registries look
/// ```
public final class Plugins {

    private final List<Plugin> accepted;
    private final List<String> complaints;
    private final ClassLoader loader;

    private Plugins(List<Plugin> accepted, List<String> complaints, ClassLoader loader) {
        this.accepted = accepted;
        this.complaints = complaints;
        this.loader = loader;
    }

    /// A plug-in that was let in.
    ///
    /// @param name the name of its jar or folder
    /// @param adds what it adds: `model rbf-net`, `layer rbf`
    public record Plugin(String name, List<String> adds) {

        public Plugin {
            adds = ImmutableList.copyOf(adds);
        }
    }

    /// The plug-ins in these places, each a jar or a folder with jars and folders of plug-ins, in the order of their names.
    ///
    /// @throws DataException if a place does not exist
    public static Plugins in(List<Path> places) {
        ClassLoader program = Thread.currentThread().getContextClassLoader();
        PluginCheck check = PluginCheck.after(program);
        List<Plugin> accepted = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        List<PluginJars> loaders = new ArrayList<>();
        for (Path place : places.stream().flatMap(Plugins::candidates).toList()) {
            PluginJars jars = PluginJars.open(place, program);
            try {
                accepted.add(new Plugin(jars.name(), check.accept(jars)));
                loaders.add(jars);
            } catch (DataException e) {
                complaints.add("The plug-in " + place + " is left out: " + e.getMessage());
                jars.close();
            }
        }
        return new Plugins(ImmutableList.copyOf(accepted), ImmutableList.copyOf(complaints), loaders.isEmpty() ? program : new PluginLoader(program, loaders));
    }

    /// What was let in.
    public List<Plugin> accepted() { return accepted; }

    /// One sentence for each plug-in that was left out: which, and why.
    public List<String> complaints() { return complaints; }

    /// What the registries of a thread find, if it is that thread's context class loader.
    public ClassLoader loader() { return loader; }

    private static Stream<Path> candidates(Path place) {
        if (!Files.isDirectory(place)) return Stream.of(required(place));
        try (Stream<Path> entries = Files.list(place)) {
            return entries.filter(entry -> PluginJars.isJar(entry) || !PluginJars.jarsIn(entry).isEmpty()).sorted().toList().stream();
        } catch (IOException e) {
            throw new DataException(place + ": the folder of plug-ins could not be read: " + e.getMessage(), e);
        }
    }

    private static Path required(Path jar) {
        if (Files.exists(jar)) return jar;
        throw new DataException(jar + ": expected a jar or a folder of plug-ins, but there is no such file");
    }
}
