package dev.lanewise.core.train;

import com.google.common.collect.ImmutableList;
import dev.lanewise.core.DataException;
import dev.lanewise.core.Names;
import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.image.Augmentation;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.spi.LossRegistry;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.util.List;

/// The options of training that every network model has in files and on the command line.
public final class TrainerOptions {

    private TrainerOptions() { }

    public static List<Option> declared() {
        return ImmutableList.<Option>builder().add(
                new Option("epochs", Type.INTEGER, "10", "≥ 1", "How often every sample is visited."),
                new Option("batch-size", Type.INTEGER, "32", "≥ 1", "Samples per step."),
                new Option("steps-per-epoch", Type.INTEGER, "0", "≥ 0", "After how many steps an epoch ends; 0 for as many as visit every sample."),
                new Option("drop-last", Type.FLAG, "false", "true, false", "Whether a last batch that would be smaller is left out."),
                new Option("loss", Type.TEXT, "by the target", "a loss by its name, or {\"loss\": name, …} with its options", "What training makes small."),
                new Option("class-weights", Type.TEXT, "none", "none, balanced", "How much the samples of each class count."),
                new Option("validation", Type.NUMBER, "0", "[0, 1)", "The share of samples kept from training and judged after each epoch."),
                new Option("validate", Type.TEXT, "random", "random, stratified, last", "Which samples that share is."),
                new Option("patience", Type.INTEGER, "0", "≥ 0, 0 for ever", "After how many epochs without an improvement training stops, with the weights of the best one."),
                new Option("monitor", Type.TEXT, "validation-loss", "loss, validation-loss, validation-accuracy, …", "What should improve."),
                new Option("min-delta", Type.NUMBER, "0", "≥ 0", "By how much."),
                new Option("restore-best", Type.FLAG, "true", "true, false", "Whether the weights of the best epoch are kept when training stops for lack of improvement."),
                new Option("augment", Type.TEXT, "none", "flip, crop N, rotate DEGREES, zoom SHARE, brightness SHARE, cutout N, mixup ALPHA", "How images are changed at random in each epoch; several with commas between them."),
                new Option("scaling", Type.TEXT, "auto", "auto, none, standard, byte, channel", "How raw inputs are prepared."),
                new Option("prefetch", Type.FLAG, "false", "true, false", "Whether a thread of its own reads samples ahead; pays where reading is slow."))
                .addAll(OptimizerOptions.declared()).addAll(SafeguardOptions.declared()).build();
    }

    /// The options without those of checkpoints and logs, which say nothing of what is learned: a model file is the same wherever they lie.
    public static Options lasting(Options options) { return SafeguardOptions.without(options); }

    /// Refuses options that no training can have, before there are data: unknown names, numbers out of range.
    ///
    /// @throws DataException if there is no optimiser, schedule or loss of a name, or something does not fit together
    /// @throws IllegalArgumentException if a number is out of its range
    public static void require(Options options) { trainer(options, Shape.of(1, 1), Schema.Target.number("")); }

    /// The trainer that the options describe, for a network with this output and data with this target.
    public static Trainer trainer(Options options, Shape output, Schema.Target target) {
        Pace pace = new Pace(options.integer("epochs", 10), options.integer("batch-size", 32), options.integer("steps-per-epoch", 0), options.flag("drop-last", false), false,
                OptimizerOptions.schedule(options));
        Preparation preparation = new Preparation(validation(options), options.choice("scaling", Scaling.Kind.AUTO), classWeights(options), options.flag("prefetch", false), Augmentation.parse(options.text("augment", "none")));
        Trainer trainer = Trainer.of(OptimizerOptions.optimizer(options), loss(options, output, target)).pace(pace).preparation(preparation);
        return SafeguardOptions.apply(options, stopping(options, trainer));
    }

    private static Validation validation(Options options) {
        double share = options.number("validation", 0);
        return switch (options.text("validate", "random")) {
            case "random" -> Validation.atRandom(share);
            case "stratified" -> Validation.stratified(share);
            case "last" -> Validation.last(share);
            case String other -> throw new DataException(Names.unknown("kind of validation", other, List.of("random", "stratified", "last")));
        };
    }

    private static ClassWeights classWeights(Options options) {
        return switch (options.text("class-weights", "none")) {
            case "none" -> ClassWeights.none();
            case "balanced" -> ClassWeights.balanced();
            case String other -> throw new DataException(Names.unknown("kind of class weights", other, List.of("none", "balanced")));
        };
    }

    private static Trainer stopping(Options options, Trainer trainer) {
        int patience = options.integer("patience", 0);
        if (patience == 0) {
            requireNone(options);
            return trainer;
        }
        String monitor = options.text("monitor", "validation-loss");
        double delta = options.number("min-delta", 0);
        boolean restoreBest = options.flag("restore-best", true);
        return trainer.stopEarly(new Stopping(monitor, patience, delta, restoreBest));
    }

    /// What says how to stop early means nothing where nothing stops early.
    private static void requireNone(Options options) {
        for (String name : List.of("monitor", "min-delta", "restore-best")) {
            if (options.has(name)) throw new DataException(options.place() + ": expected 'patience' beside '" + name + "', because training stops early only with both, but got " + (options.has("patience") ? "a patience of 0" : "none"));
        }
    }

    /// By the target unless it is named: cross-entropy for classes, of one output binary; the squared error for numbers.
    private static Loss loss(Options options, Shape output, Schema.Target target) {
        if (options.has("loss")) return LossRegistry.load().read(options, "loss");
        if (target.kind() != Schema.Target.Kind.CLASS) return Loss.meanSquaredError();
        return output.last() == 1 ? Loss.binaryCrossEntropy() : Loss.crossEntropy();
    }
}
