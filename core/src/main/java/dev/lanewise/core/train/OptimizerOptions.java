package dev.lanewise.core.train;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Names;
import dev.lanewise.core.Options;
import dev.lanewise.core.optim.Accumulated;
import dev.lanewise.core.optim.Averaged;
import dev.lanewise.core.optim.Clipped;
import dev.lanewise.core.optim.DecoupledDecay;
import dev.lanewise.core.optim.ElementRule;
import dev.lanewise.core.optim.Muon;
import dev.lanewise.core.optim.Optimizer;
import dev.lanewise.core.optim.Optimizers;
import dev.lanewise.core.optim.Penalized;
import dev.lanewise.core.schedule.Schedule;
import dev.lanewise.core.schedule.Schedules;
import dev.lanewise.core.schedule.Span;
import dev.lanewise.core.schedule.Warmup;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.util.List;

/// The options of optimiser and schedule.
final class OptimizerOptions {

    private OptimizerOptions() { }

    static List<Option> declared() {
        return List.of(
                new Option("optimizer", Type.TEXT, "adam", String.join(", ", Optimizers.rules()), "The rule that changes the weights; in a file also a whole description, such as {\"optimizer\": \"rmsprop\", \"momentum\": 0.9}."),
                new Option("learning-rate", Type.NUMBER, "the rule's usual one", "≥ 0", "The size of a step."),
                new Option("schedule", Type.TEXT, "constant", String.join(", ", Schedules.names()), "How the learning rate changes; in a file also a whole description, such as {\"schedule\": \"step\", \"every\": \"10 epochs\"}."),
                new Option("warmup", Type.TEXT, "none", "500 steps, 2 epochs, 5 %", "How long the learning rate rises before the schedule begins."),
                new Option("weight-decay", Type.NUMBER, "0 (adamw: 0.01, adamw-keras: 0.004)", "≥ 0", "The share that weights lose in a step at a learning rate of 1, beside the gradient; biases and gains don't, but with the usual one of adamw."),
                new Option("l1", Type.NUMBER, "0", "≥ 0", "The factor of the sum of absolute weights in the loss; biases and gains don't count."),
                new Option("l2", Type.NUMBER, "0", "≥ 0", "The factor of the sum of squared weights in the loss; biases and gains don't count."),
                new Option("clip-norm", Type.NUMBER, "none", "> 0", "The largest Euclidean norm of all gradients together."),
                new Option("clip-value", Type.NUMBER, "none", "> 0", "The largest absolute value in a gradient."),
                new Option("accumulate", Type.INTEGER, "1", "≥ 1", "Batches whose mean gradient makes one step of the rule."),
                new Option("ema", Type.NUMBER, "none", "[0, 1)", "The share of the old in an exponential mean of the weights, which is what the model keeps."));
    }

    /// From the rule outwards: decay, clipping, penalties, accumulation, mean.
    static Optimizer optimizer(Options options) {
        Optimizer optimizer = decaying(options, rule(options));
        if (options.has("clip-value")) optimizer = Clipped.byValue(optimizer, options.number("clip-value"));
        if (options.has("clip-norm")) optimizer = Clipped.byGlobalNorm(optimizer, options.number("clip-norm"));
        double l1 = options.number("l1", 0), l2 = options.number("l2", 0);
        if (l1 != 0 || l2 != 0) optimizer = new Penalized(optimizer, l1, l2, vectors());
        if (options.integer("accumulate", 1) != 1) optimizer = Accumulated.of(optimizer, options.integer("accumulate"));
        return options.has("ema") ? Averaged.exponential(optimizer, options.number("ema")) : optimizer;
    }

    private static Optimizer rule(Options options) {
        if (options.value("optimizer").orElse("") instanceof Options) {
            if (options.has("learning-rate")) throw new DataException(options.place() + ": expected 'learningRate' in the description of 'optimizer', but got 'learning-rate' beside it");
            return Optimizers.create(options.options("optimizer"));
        }
        String name = options.text("optimizer", "adam");
        if (!Optimizers.rules().contains(name)) throw new DataException(Names.unknown("optimizer", name, Optimizers.rules()));
        return Optimizers.named(name, options.has("learning-rate") ? Options.none().with("learningRate", options.number("learning-rate")) : Options.none());
    }

    private static Optimizer decaying(Options options, Optimizer rule) {
        if (!options.has("weight-decay")) return rule;
        double decay = options.number("weight-decay");
        return switch (rule) {
            case ElementRule element -> new DecoupledDecay(element, decay, vectors());
            case DecoupledDecay decaying -> new DecoupledDecay(decaying.rule(), decay, vectors());
            case Muon muon -> muon.decay(decay);
            default -> throw new DataException(options.place() + ": expected a rule whose weights can decay for 'weight-decay', but got " + rule + ". Say 'l2' instead");
        };
    }

    private static List<String> vectors() { return List.of("*bias", "*gain"); }

    static Schedule schedule(Options options) {
        Schedule schedule = options.value("schedule").orElse("") instanceof Options ? Schedules.create(options.options("schedule"))
                : Schedules.named(options.text("schedule", "constant"), Options.none());
        return options.has("warmup") ? Warmup.of(Span.from(options, "warmup", Span.whole()), schedule) : schedule;
    }
}
