package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Names;
import dev.lanewise.core.Options;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.spi.ModelProvider;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.spi.Option;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A model's name and options, from a JSON file or the command line.
///
/// @param file the name of the file, empty without one
record Recipe(String file, String model, Options options) {

    /// `mlp`, or `net.json` with `{"model": "mlp", "hidden": [64]}`; settings win over the file.
    static Recipe of(String modelOrFile, Map<String, String> settings) {
        Recipe recipe = isFile(modelOrFile) ? read(modelOrFile) : new Recipe("", modelOrFile, Options.none());
        return recipe.with(settings);
    }

    static boolean isFile(String modelOrFile) { return modelOrFile.endsWith(".json"); }

    /// Whether a training can end early and go on later.
    boolean savesCheckpoints() { return options.has("checkpoint"); }

    /// The estimator; what is wrong with the options is told in terms of the file or the command line.
    Estimator estimator() {
        try {
            return ModelRegistry.load().create(model, options);
        } catch (DataException | IllegalArgumentException e) {
            throw file.isEmpty() ? new UsageException(e.getMessage(), e) : inFile(e);
        }
    }

    private DataException inFile(RuntimeException e) { return new DataException(e.getMessage().startsWith(file) ? e.getMessage() : file + ": " + e.getMessage(), e); }

    private static Recipe read(String file) {
        Options all = Options.parseJson(text(Path.of(file)), file);
        return new Recipe(file, all.text("model"), all.without("model"));
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new DataException(file + ": could not be read: " + e.getMessage(), e);
        }
    }

    private Recipe with(Map<String, String> settings) {
        if (settings.isEmpty()) return this;
        Options more = options;
        for (Map.Entry<String, String> setting : settings.entrySet()) more = more.with(setting.getKey(), parse(setting.getKey(), setting.getValue()));
        return new Recipe(file, model, more);
    }

    /// What provides the model.
    ///
    /// @throws UsageException if there is none with its name
    ModelProvider provider() {
        ModelRegistry registry = ModelRegistry.load();
        if (registry.names().contains(model) || !file.isEmpty()) return registry.provider(model);
        throw new UsageException(Names.unknown("model", model, registry.names()));
    }

    /// Whether an option takes numbers with a fraction.
    boolean isNumber(String name) { return provider().options().stream().anyMatch(option -> option.name().equals(name) && option.type() == Option.Type.NUMBER); }

    /// The value that a text stands for as this option.
    Object parse(String name, String text) {
        List<Option> declared = provider().options();
        List<String> known = declared.stream().map(Option::name).toList();
        if (!known.contains(name)) throw new UsageException(Names.unknown("option of " + model, name, known));
        try {
            return declared.get(known.indexOf(name)).parse(text);
        } catch (DataException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }
}
