package dev.lanewise.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A model to train, as arguments.
final class RecipeOptions {

    @Parameters(index = "0", paramLabel = "MODEL|FILE.json", description = "A model that 'models' lists, or a file that describes one.")
    private String model;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "An option of the model; may be given several times. 'models MODEL' lists them.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--epochs", paramLabel = "N", description = "How often every sample is visited; short for --set epochs=N.")
    private Optional<String> epochs = Optional.empty();

    Recipe recipe() {
        Map<String, String> all = new LinkedHashMap<>(settings);
        epochs.ifPresent(number -> all.put("epochs", number));
        return Recipe.of(model, all);
    }
}
