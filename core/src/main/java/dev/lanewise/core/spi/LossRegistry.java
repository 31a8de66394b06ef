package dev.lanewise.core.spi;

import com.google.common.collect.ImmutableSortedMap;
import dev.lanewise.core.DataException;
import dev.lanewise.core.Names;
import dev.lanewise.core.Options;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.spi.LossProvider.Kind;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/// The losses that are known by name: what the modules and jars at hand provide.
///
/// Only files and the command line come here; Java code names the records themselves.
public final class LossRegistry {

    private static final String NAME_KEY = "loss";

    private final Map<String, Kind> kinds;

    private LossRegistry(Map<String, Kind> kinds) {
        this.kinds = kinds;
    }

    /// Everything that `ServiceLoader` finds.
    ///
    /// @throws DataException if two losses share a name
    public static LossRegistry load() {
        Map<String, Kind> kinds = new TreeMap<>();
        for (LossProvider provider : Services.all(ServiceLoader.load(LossProvider.class), "loss")) {
            for (Kind kind : provider.kinds()) {
                Kind other = kinds.putIfAbsent(kind.name(), kind);
                if (other != null) throw new DataException("Two losses are named '" + kind.name() + "': " + other.type().getName() + " and " + kind.type().getName() + ". Remove one of them");
            }
        }
        return new LossRegistry(ImmutableSortedMap.copyOf(kinds));
    }

    public Set<String> names() { return kinds.keySet(); }

    public Kind kind(String name) {
        Kind kind = kinds.get(name);
        if (kind == null) throw new DataException(Names.unknown("loss", name, kinds.keySet()));
        return kind;
    }

    /// The loss that `owner`'s option says: a name such as `huber`, an object such as `{"loss": "huber", "delta": 2}`, or a text that holds one, as
    /// a command line does.
    ///
    /// @param option the name of the option
    public Loss read(Options owner, String option) {
        if (!(owner.value(option).orElse("") instanceof String text)) return create(owner.options(option));
        if (text.strip().startsWith("{")) return create(Options.parseJson(text, owner.place() + ", " + option));
        return create(Options.of(Map.of(NAME_KEY, owner.text(option))).at(owner.place()));
    }

    /// The loss that `{"loss": "huber", "delta": 2}` describes.
    public Loss create(Options description) { return description.placing(() -> created(description)); }

    private Loss created(Options description) {
        Kind kind = kind(description.text(NAME_KEY));
        Options options = description.without(NAME_KEY);
        Option.check(description.place() + ", " + kind.name(), options, kind.options());
        return kind.create().apply(options.at(description.place() + ", " + kind.name()));
    }

    /// The description that [#create] turns back into an equal loss: its name and its record components.
    public Options describe(Loss loss) {
        Kind kind = kinds.values().stream().filter(candidate -> candidate.type() == loss.getClass()).findFirst()
                .orElseThrow(() -> new DataException(loss + ": expected a loss that a LossProvider names, so that a file can hold it, but none names "
                        + loss.getClass().getName()));
        if (!(loss instanceof Record described)) throw new IllegalStateException(loss + ": expected a record, so that its components can be read");
        return Options.of(Map.of(NAME_KEY, kind.name())).with(RecordOptions.of(described, nested -> LayerRegistry.load().describe((dev.lanewise.core.layer.Layer) nested)));
    }
}
