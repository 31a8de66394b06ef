package dev.lanewise.core.train;

import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.spi.LossRegistry;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.util.List;
import java.util.stream.Stream;

/// The options of training that every network model has in files and on the command line.
public final class TrainerOptions {

    private TrainerOptions() { }

    public static List<Option> declared() {
        List<Option> own = List.of(
                new Option("epochs", Type.INTEGER, "10", "≥ 1", "How often every sample is visited."),
                new Option("batch-size", Type.INTEGER, "32", "≥ 1", "Samples per step."),
                new Option("loss", Type.TEXT, "by the target", "a loss by its name, or {\"loss\": name, …} with its options", "What training makes small."),
                new Option("validation", Type.NUMBER, "0", "[0, 1)", "The share of samples kept from training and judged after each epoch."),
                new Option("scaling", Type.TEXT, "auto", "auto, none, standard, byte", "How raw inputs are prepared."));
        return Stream.concat(own.stream(), OptimizerOptions.declared().stream()).toList();
    }

    /// The trainer that the options describe, for a network with this output and data with this target.
    public static Trainer trainer(Options options, Shape output, Schema.Target target) {
        Pace pace = Pace.standard().epochs(options.integer("epochs", 10)).batchSize(options.integer("batch-size", 32)).schedule(OptimizerOptions.schedule(options));
        return Trainer.of(OptimizerOptions.optimizer(options), loss(options, output, target)).pace(pace)
                .validateOn(options.number("validation", 0)).scaling(options.choice("scaling", Scaling.Kind.AUTO));
    }

    /// By the target unless it is named: cross-entropy for classes, of one output binary; the squared error for numbers.
    private static Loss loss(Options options, Shape output, Schema.Target target) {
        if (options.has("loss")) return LossRegistry.load().read(options, "loss");
        if (target.kind() != Schema.Target.Kind.CLASS) return Loss.meanSquaredError();
        return output.last() == 1 ? Loss.binaryCrossEntropy() : Loss.crossEntropy();
    }
}
