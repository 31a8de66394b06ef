package dev.lanewise.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A model to train, as arguments.
final class RecipeOptions {

    @Parameters(index = "0", paramLabel = "MODEL|FILE.json", completionCandidates = ModelNames.class, description = "A model that 'models' lists, or a file that describes one.")
    private String model;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "An option of the model; may be given several times. 'models MODEL' lists them.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--epochs", paramLabel = "N", description = "How often every sample is visited; short for --set epochs=N.")
    private Optional<String> epochs = Optional.empty();

    @Option(names = "--checkpoint", paramLabel = "DIR", description = "Save checkpoints there, from which a training that is killed can go on; short for --set checkpoint=DIR.")
    private Optional<String> checkpoint = Optional.empty();

    @Option(names = "--resume", description = "Go on from the newest checkpoint; begin where there is none. Short for --set existing=resume.")
    private boolean resume;

    @Option(names = "--log", paramLabel = "FILE", description = "Write a line after each epoch to FILE.csv or FILE.jsonl; short for --set log=FILE.")
    private Optional<String> log = Optional.empty();

    /// Whether it is a model file, where a command takes one.
    boolean isTrained() { return model.endsWith(".safetensors"); }

    /// As it was asked for.
    String name() { return model; }

    Path file() { return Path.of(model); }

    Optional<Path> log() { return log.map(Path::of); }

    Recipe recipe() {
        Map<String, String> all = new LinkedHashMap<>(settings);
        epochs.ifPresent(number -> all.put("epochs", number));
        checkpoint.ifPresent(folder -> all.put("checkpoint", folder));
        log.ifPresent(file -> all.put("log", file));
        if (resume) all.put("existing", "resume");
        if (resume && !all.containsKey("checkpoint")) throw new UsageException("--resume: expected --checkpoint DIR, the folder with the checkpoints to go on from");
        return Recipe.of(model, all);
    }
}
