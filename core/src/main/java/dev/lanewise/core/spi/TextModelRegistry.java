package dev.lanewise.core.spi;

import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.generate.TextModel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/// The readers of other programs' language models that the modules and jars at hand provide.
public final class TextModelRegistry {

    private final Map<String, TextModelReader> readers;

    private TextModelRegistry(Map<String, TextModelReader> readers) {
        this.readers = readers;
    }

    /// Everything that `ServiceLoader` finds.
    ///
    /// @throws dev.lanewise.core.DataException if two readers share a name
    public static TextModelRegistry load() { return new TextModelRegistry(Services.byName(ServiceLoader.load(TextModelReader.class), "reader of language models", TextModelReader::name)); }

    /// The model in a file or folder; nothing if nobody reads such ones.
    ///
    /// @throws dev.lanewise.core.DataException if it is broken, or an option isn't known
    public Optional<TextModel> read(Path path, Options options, Run run) {
        return readers.values().stream().filter(reader -> reader.suits(path)).findFirst().map(reader -> {
            Option.check(reader.name(), options, reader.options());
            return reader.read(path, options.at(reader.name()), run);
        });
    }
}
