package dev.lanewise.core.spi;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Names;
import dev.lanewise.core.Options;
import dev.lanewise.core.layer.Layer;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/// The layers that are known by name: what the modules and jars at hand provide.
///
/// Only files and the command line come here; Java code names the records themselves.
public final class LayerRegistry {

    private static final String NAME_KEY = "layer";

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

    public LayerProvider provider(String name) {
        LayerProvider provider = providers.get(name);
        if (provider == null) throw new DataException(Names.unknown("layer", name, providers.keySet()));
        return provider;
    }

    /// The layer that `{"layer": "dense", "units": 10}` describes.
    public Layer create(Options description) {
        LayerProvider provider = provider(description.text(NAME_KEY));
        Options options = description.without(NAME_KEY);
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
        if (components.has(NAME_KEY)) throw new IllegalStateException(layer + ": expected no component named 'layer', which is where a file holds the layer's name");
        return Options.of(Map.of(NAME_KEY, provider.name())).with(components);
    }
}
