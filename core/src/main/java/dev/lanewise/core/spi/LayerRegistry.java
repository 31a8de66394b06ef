package dev.lanewise.core.spi;

import dev.lanewise.core.CodeOrigin;
import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.layer.Layer;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/// The layers that are known by name: what the modules and jars at hand provide.
///
/// Only files and the command line come here; Java code names the records themselves.
public final class LayerRegistry {

    private static final String NAME_KEY = "layer";

    /// Where a layer of others came from, for whoever reads the file without it.
    private static final String PLUGIN_KEY = "plugin";

    private final Map<String, LayerProvider> providers;

    private LayerRegistry(Map<String, LayerProvider> providers) {
        this.providers = providers;
    }

    /// Everything that `ServiceLoader` finds.
    ///
    /// @throws DataException if two layers share a name
    public static LayerRegistry load() {
        return new LayerRegistry(Services.byName(ServiceLoader.load(LayerProvider.class), "layer", LayerProvider::name));
    }

    public Set<String> names() { return providers.keySet(); }

    public LayerProvider provider(String name) { return Services.named("layer", name, providers, ""); }

    /// The layer that `{"layer": "dense", "units": 10}` describes.
    ///
    /// @throws DataException if no module at hand provides it, naming the plug-in that did where the description says so
    public Layer create(Options description) { return description.placing(() -> created(description)); }

    private Layer created(Options description) {
        LayerProvider provider = Services.named("layer", description.text(NAME_KEY), providers, description.text(PLUGIN_KEY, ""));
        Options options = description.without(NAME_KEY).without(PLUGIN_KEY);
        Option.check(description.place() + ", " + provider.name(), options, provider.options());
        return provider.create(options);
    }

    /// The description that [#create] turns back into an equal layer: its name and its record components.
    public Options describe(Layer layer) {
        LayerProvider provider = providers.values().stream().filter(candidate -> candidate.type() == layer.getClass()).findFirst()
                .orElseThrow(() -> new DataException(layer + ": expected a layer that a LayerProvider names, so that a file can hold it, but none names "
                        + layer.getClass().getName()));
        if (!(layer instanceof Record described)) throw new IllegalStateException(layer + ": expected a record, so that its components can be read");
        Options components = RecordOptions.of(described, nested -> describe((Layer) nested));
        for (String key : List.of(NAME_KEY, PLUGIN_KEY)) {
            if (components.has(key)) throw new IllegalStateException(layer + ": expected no component named '" + key + "', which is where a file holds the layer's name or origin");
        }
        Options description = Options.of(Map.of(NAME_KEY, provider.name())).with(components);
        return CodeOrigin.ofOthers(layer.getClass()).map(plugin -> description.with(PLUGIN_KEY, plugin)).orElse(description);
    }
}
