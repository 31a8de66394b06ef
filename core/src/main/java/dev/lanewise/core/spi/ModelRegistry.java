package dev.lanewise.core.spi;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.ModelFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/// The models that are known by name: what the modules and jars at hand provide.
public final class ModelRegistry {

    private final Map<String, ModelProvider> providers;

    private ModelRegistry(Map<String, ModelProvider> providers) {
        this.providers = providers;
    }

    /// Everything that `ServiceLoader` finds.
    ///
    /// @throws DataException if two models share a name
    public static ModelRegistry load() {
        return new ModelRegistry(Services.byName(ServiceLoader.load(ModelProvider.class), "model", ModelProvider::name));
    }

    public Set<String> names() { return providers.keySet(); }

    public ModelProvider provider(String name) { return Services.named("model", name, providers, ""); }

    /// The estimator with this name and these options.
    public Estimator create(String name, Options options) {
        return options.placing(() -> {
            ModelProvider provider = provider(name);
            Option.check(name, options, provider.options());
            return provider.create(options.at(name));
        });
    }

    /// The model in a file.
    ///
    /// @throws DataException if the file is broken, or was made by a model that no module at hand provides
    public Model read(Path file) { return restore(ModelFile.read(file)); }

    public Model restore(ModelContent content) { return Services.named("model", content.model(), providers, content.provenance().plugin()).restore(content); }
}
