package dev.lanewise.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong with a plug-in is told by its name, and keeps nothing else out.
class PluginsTest {

    private static final String CLASS_PATH = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    private static final String SERVICE = "META-INF/services/" + ModelProvider.class.getName();

    @TempDir Path directory;

    /// A provider named `name`, whose constructor runs a statement.
    private static String provider(String type, String name, String statement) {
        return """
                package com.example;
                import dev.lanewise.core.*;
                import dev.lanewise.core.model.*;
                import dev.lanewise.core.spi.*;
                import java.util.List;
                public class TYPE implements ModelProvider {
                    public TYPE() { STATEMENT }
                    public String name() { return "NAME"; }
                    public String family() { return "plug-ins"; }
                    public String summary() { return "Nothing."; }
                    public List<Option> options() { return List.of(); }
                    public Estimator create(Options options) { throw new UnsupportedOperationException(); }
                    public Model restore(ModelContent content) { throw new UnsupportedOperationException(); }
                }
                """.replace("TYPE", type).replace("NAME", name).replace("STATEMENT", statement);
    }

    /// A jar in `plugins` whose only provider is this one.
    private Path plugin(String jar, String source) throws IOException { return plugin(jar, Map.of("com.example.Provider", source)); }

    private Path plugin(String jar, Map<String, String> sources) throws IOException {
        PluginJar maker = new PluginJar(Files.createDirectories(directory.resolve("plugins")));
        Path classes = new PluginJar(directory).compile(jar, CLASS_PATH, sources);
        return maker.jar(jar, List.of(classes), Map.of(SERVICE, "com.example.Provider\n"));
    }

    private Plugins plugins() { return Plugins.in(List.of(directory.resolve("plugins"))); }

    private static void leavesOut(Plugins plugins, String... words) {
        assertThat(plugins.complaints()).singleElement().asString().startsWith("The plug-in ").contains(words).doesNotContain("\n");
        assertThat(plugins.accepted()).extracting(Plugins.Plugin::name).containsExactly("good.jar");
    }

    private void aGoodOne() throws IOException { plugin("good", provider("Provider", "good-model", "")); }

    @Test void whatAPluginAddsIsFound() throws IOException {
        aGoodOne();

        Plugins plugins = plugins();

        assertThat(plugins.complaints()).isEmpty();
        assertThat(plugins.accepted()).containsExactly(new Plugins.Plugin("good.jar", List.of("model good-model")));
        assertThat(java.util.ServiceLoader.load(ModelProvider.class, plugins.loader())).extracting(ModelProvider::name).contains("good-model", "mlp", "pca").doesNotHaveDuplicates();
    }

    @Test void aThrowingConstructorIsTold() throws IOException {
        aGoodOne();
        plugin("angry", provider("Provider", "angry", "if (true) throw new IllegalStateException(\"no licence\");"));

        leavesOut(plugins(), "angry.jar", "threw java.lang.IllegalStateException: no licence");
    }

    @Test void aNameThatLanewiseHasIsTold() throws IOException {
        aGoodOne();
        plugin("thief", provider("Provider", "mlp", ""));

        leavesOut(plugins(), "thief.jar", "its model mlp has the name of one that Lanewise provides");
    }

    @Test void theSecondOfTwoPluginsWithANameIsTold() throws IOException {
        aGoodOne();
        plugin("late", provider("Provider", "good-model", ""));

        leavesOut(plugins(), "late.jar", "its model good-model has the name of one that good.jar provides");
    }

    @Test void aMissingDependencyIsTold() throws IOException {
        aGoodOne();
        Path classes = new PluginJar(directory).compile("lonely", CLASS_PATH, Map.of("com.example.Provider", provider("Provider", "lonely", "new Friend();"), "com.example.Friend", "package com.example; class Friend { }"));
        Files.delete(classes.resolve("com/example/Friend.class"));
        new PluginJar(directory.resolve("plugins")).jar("lonely", List.of(classes), Map.of(SERVICE, "com.example.Provider\n"));

        leavesOut(plugins(), "lonely.jar", "it needs the class com.example.Friend, which is in none of its jars");
    }

    @Test void aFolderHoldsAPluginAndWhatItNeeds() throws IOException {
        Path classes = new PluginJar(directory).compile("pair", CLASS_PATH, Map.of("com.example.Provider", provider("Provider", "pair", "new Friend();"), "com.example.Friend", "package com.example; class Friend { }"));
        PluginJar folder = new PluginJar(Files.createDirectories(directory.resolve("plugins/pair")));
        Path friend = Files.createDirectories(directory.resolve("friend/com/example")).resolve("Friend.class");
        Files.move(classes.resolve("com/example/Friend.class"), friend);
        folder.jar("pair", List.of(classes), Map.of(SERVICE, "com.example.Provider\n"));
        folder.jar("friend", List.of(directory.resolve("friend")), Map.of());

        assertThat(plugins().complaints()).isEmpty();
        assertThat(plugins().accepted()).containsExactly(new Plugins.Plugin("pair", List.of("model pair")));
    }

    /// Made when [ModelProvider] had fewer methods.
    @Test void anotherVersionOfLanewiseIsTold() throws IOException {
        aGoodOne();
        Path classes = new PluginJar(directory).compile("old", "", Map.of(
                "dev.lanewise.core.spi.ModelProvider", "package dev.lanewise.core.spi; public interface ModelProvider { String name(); }",
                "com.example.Provider", "package com.example; public class Provider implements dev.lanewise.core.spi.ModelProvider { public String name() { return \"old\"; } }"));
        Files.delete(classes.resolve("dev/lanewise/core/spi/ModelProvider.class"));
        new PluginJar(directory.resolve("plugins")).jar("old", List.of(classes), Map.of(SERVICE, "com.example.Provider\n"));

        leavesOut(plugins(), "old.jar", "made for another version of Lanewise", "family");
    }

    @Test void aNewerJavaIsTold() throws IOException {
        aGoodOne();
        Path classes = new PluginJar(directory).compile("future", CLASS_PATH, Map.of("com.example.Provider", provider("Provider", "future", "")));
        Path type = classes.resolve("com/example/Provider.class");
        byte[] bytes = Files.readAllBytes(type);
        bytes[7] = 99;
        Files.write(type, bytes);
        new PluginJar(directory.resolve("plugins")).jar("future", List.of(classes), Map.of(SERVICE, "com.example.Provider\n"));

        leavesOut(plugins(), "future.jar", "compiled for a newer Java");
    }

    @Test void aDamagedJarAndOneThatProvidesNothingAreTold() throws IOException {
        aGoodOne();
        Path damaged = directory.resolve("plugins/damaged.jar");
        Files.writeString(damaged, "no zip at all");

        leavesOut(plugins(), "damaged.jar is no jar or is damaged");

        Files.delete(damaged);
        new PluginJar(directory.resolve("plugins")).jar("idle", List.of(), Map.of("readme.txt", "nothing here"));

        leavesOut(plugins(), "idle.jar", "none of its jars names a model, a layer or a loss");
    }

    @Test void aPluginMayReadDataAndNothingElse() throws IOException {
        Path classes = new PluginJar(directory).compile("reader", CLASS_PATH, Map.of("com.example.Reader", """
                package com.example;
                import dev.lanewise.core.Options;
                import dev.lanewise.core.data.*;
                import java.nio.file.Path;
                public class Reader implements DataReader {
                    public boolean reads(Path path) { return false; }
                    public DataSource open(Path path, Options options) { throw new UnsupportedOperationException(); }
                    public Dataset like(Path path, Schema schema) { throw new UnsupportedOperationException(); }
                }
                """));
        new PluginJar(Files.createDirectories(directory.resolve("plugins"))).jar("reader", List.of(classes), Map.of("META-INF/services/dev.lanewise.core.data.DataReader", "com.example.Reader\n"));

        assertThat(plugins().complaints()).isEmpty();
        assertThat(plugins().accepted()).containsExactly(new Plugins.Plugin("reader.jar", List.of("reader of data com.example.Reader")));
    }

    @Test void aNameThatIsNoneIsTold() throws IOException {
        aGoodOne();
        plugin("loud", provider("Provider", "LOUD!", ""));

        leavesOut(plugins(), "loud.jar", "lower-case", "'LOUD!'");
    }

    @Test void aPlaceThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> Plugins.in(List.of(directory.resolve("nowhere.jar")))).isInstanceOf(DataException.class).hasMessageContaining("nowhere.jar: expected a jar or a folder of plug-ins");
    }
}
