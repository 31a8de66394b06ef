package dev.lanewise.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.LossProvider;
import dev.lanewise.core.spi.ModelProvider;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What a module with layers, losses or models of its own must declare: `provides` for the module path, `META-INF/services` for the class
/// path, and the same in both. Implement [#member()] in one test class of the module.
public interface ProvidersContract {

    /// Any class of the module's main code.
    Class<?> member();

    private ModuleReference module() throws URISyntaxException {
        Path place = Path.of(member().getProtectionDomain().getCodeSource().getLocation().toURI());
        return ModuleFinder.of(place).findAll().stream().findFirst().orElseThrow(() -> new AssertionError("no module-info.class in " + place));
    }

    private static Map<String, Set<String>> provided(ModuleReference module) {
        return module.descriptor().provides().stream().collect(Collectors.toMap(ModuleDescriptor.Provides::service, provides -> Set.copyOf(provides.providers()), (one, _) -> one, TreeMap::new));
    }

    @Test default void theClassPathOffersWhatTheModulePathDoes() throws IOException, URISyntaxException {
        Map<String, Set<String>> listed = new TreeMap<>();

        try (ModuleReader reader = module().open()) {
            for (String file : reader.list().filter(name -> name.startsWith("META-INF/services/") && !name.endsWith("/")).toList()) {
                listed.put(file.substring("META-INF/services/".length()), lines(reader, file));
            }
        }

        assertThat(listed).isEqualTo(provided(module()));
    }

    private static Set<String> lines(ModuleReader reader, String file) throws IOException {
        try (var in = reader.open(file).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty()).collect(Collectors.toSet());
        }
    }

    @Test default void everyProviderIsFoundAndHasANameOfItsOwn() throws URISyntaxException {
        Map<String, Set<String>> provided = provided(module());
        List<LayerProvider> layers = found(ServiceLoader.load(LayerProvider.class), provided.getOrDefault(LayerProvider.class.getName(), Set.of()));
        List<LossProvider> losses = found(ServiceLoader.load(LossProvider.class), provided.getOrDefault(LossProvider.class.getName(), Set.of()));
        List<ModelProvider> models = found(ServiceLoader.load(ModelProvider.class), provided.getOrDefault(ModelProvider.class.getName(), Set.of()));

        assertThat(layers).extracting(LayerProvider::name).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][a-z0-9-]*"));
        assertThat(models).extracting(ModelProvider::name).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][a-z0-9-]*"));
        assertThat(losses.stream().flatMap(loss -> loss.kinds().stream()).map(LossProvider.Kind::name)).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][a-z0-9-]*"));
        assertThat(losses).hasSameSizeAs(provided.getOrDefault(LossProvider.class.getName(), Set.of()));
        assertThat(layers).hasSameSizeAs(provided.getOrDefault(LayerProvider.class.getName(), Set.of()));
        assertThat(models).hasSameSizeAs(provided.getOrDefault(ModelProvider.class.getName(), Set.of()));
    }

    private static <S> List<S> found(ServiceLoader<S> services, Set<String> ours) {
        return services.stream().map(ServiceLoader.Provider::get).filter(service -> ours.contains(service.getClass().getName())).toList();
    }
}
