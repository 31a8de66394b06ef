package dev.lanewise.core.train;

import com.google.common.collect.ImmutableSet;
import dev.lanewise.core.Options;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.nio.file.Path;
import java.util.List;

/// The options of checkpoints and logs: they change nothing of what is learned, so model files don't hold them.
final class SafeguardOptions {

    private static final ImmutableSet<String> NAMES = declared().stream().map(Option::name).collect(ImmutableSet.toImmutableSet());

    private SafeguardOptions() { }

    static List<Option> declared() {
        return List.of(
                new Option("checkpoint", Type.TEXT, "none", "a folder for this training alone", "Where to save what a training that is killed needs to go on."),
                new Option("checkpoint-epochs", Type.INTEGER, "1", "≥ 0, 0 for never", "After how many epochs."),
                new Option("checkpoint-steps", Type.INTEGER, "0", "≥ 0, 0 for never", "After how many steps."),
                new Option("checkpoint-minutes", Type.NUMBER, "0", "≥ 0, 0 for never", "After how many minutes."),
                new Option("keep", Type.INTEGER, "3", "≥ 1", "How many of the newest checkpoints are kept; that of the best epoch is besides."),
                new Option("existing", Type.TEXT, "refuse", "refuse, resume, resume-changed",
                        "What happens where there are checkpoints; resume-changed allows another optimizer, learning rate, schedule, loss or patience."),
                new Option("log", Type.TEXT, "none", "FILE.csv, FILE.jsonl", "Where to write a line after each epoch."));
    }

    /// The trainer with the checkpoints and the log that the options ask for.
    static Trainer apply(Options options, Trainer trainer) {
        Trainer logged = options.has("log") ? trainer.log(Path.of(options.text("log"))) : trainer;
        Checkpoints checkpoints = checkpoints(options);
        return options.has("checkpoint") ? logged.checkpoints(checkpoints) : logged;
    }

    /// Read even where no folder is named, so that a mistake in one of them is not passed over.
    private static Checkpoints checkpoints(Options options) {
        return Checkpoints.in(Path.of(options.text("checkpoint", ""))).everyEpochs(options.integer("checkpoint-epochs", 1))
                .everySteps(options.integer("checkpoint-steps", 0)).everyMinutes(options.number("checkpoint-minutes", 0))
                .keep(options.integer("keep", 3)).existing(options.choice("existing", Checkpoints.Existing.REFUSE));
    }

    /// The options without these.
    static Options without(Options options) {
        Options lasting = options;
        for (String name : NAMES) lasting = lasting.without(name);
        return lasting;
    }
}
