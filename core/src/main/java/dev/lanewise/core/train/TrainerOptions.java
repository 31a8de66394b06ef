package dev.lanewise.core.train;

import dev.lanewise.core.optim.Adam;
import dev.lanewise.core.optim.SGD;
import dev.lanewise.core.optim.Optimizer;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.DataException;
import dev.lanewise.core.Names;
import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.spi.LossRegistry;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.util.List;

/// The options of training that every network model has in files and on the command line.
public final class TrainerOptions {

    private TrainerOptions() { }

    public static List<Option> declared() {
        return List.of(
                new Option("epochs", Type.INTEGER, "10", "≥ 1", "How often every sample is visited."),
                new Option("batch-size", Type.INTEGER, "32", "≥ 1", "Samples per step."),
                new Option("optimizer", Type.TEXT, "adam", "adam, adam-keras, sgd, momentum", "The rule that changes the weights."),
                new Option("learning-rate", Type.NUMBER, "0.001 (sgd, momentum: 0.01)", "≥ 0", "The size of a step."),
                new Option("loss", Type.TEXT, "by the target", "a loss by its name, or {\"loss\": name, …} with its options", "What training makes small."),
                new Option("validation", Type.NUMBER, "0", "[0, 1)", "The share of samples kept from training and judged after each epoch."),
                new Option("scaling", Type.TEXT, "auto", "auto, none, standard, byte", "How raw inputs are prepared."));
    }

    /// The trainer that the options describe, for a network with this output and data with this target.
    public static Trainer trainer(Options options, Shape output, Schema.Target target) {
        return Trainer.of(optimizer(options), loss(options, output, target)).epochs(options.integer("epochs", 10)).batchSize(options.integer("batch-size", 32))
                .validateOn(options.number("validation", 0)).scaling(options.choice("scaling", Scaling.Kind.AUTO));
    }

    private static Optimizer optimizer(Options options) {
        String name = options.text("optimizer", "adam");
        double usual = name.startsWith("adam") ? 1e-3 : 1e-2, rate = options.number("learning-rate", usual);
        return switch (name) {
            case "adam" -> Adam.of(rate);
            case "adam-keras" -> Adam.keras(rate);
            case "sgd" -> SGD.of(rate);
            case "momentum" -> SGD.of(rate).momentum(0.9);
            default -> throw new DataException(Names.unknown("optimizer", name, List.of("adam", "adam-keras", "sgd", "momentum")));
        };
    }

    /// By the target unless it is named: cross-entropy for classes, of one output binary; the squared error for numbers.
    private static Loss loss(Options options, Shape output, Schema.Target target) {
        if (options.has("loss")) return LossRegistry.load().read(options, "loss");
        if (target.kind() != Schema.Target.Kind.CLASS) return Loss.meanSquaredError();
        return output.last() == 1 ? Loss.binaryCrossEntropy() : Loss.crossEntropy();
    }
}
