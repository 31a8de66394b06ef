package dev.lanewise.core.optim;

import dev.lanewise.core.Options;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.util.List;

/// What each option of an optimiser means. Its default is what the optimiser without it describes itself by.
final class Declared {

    private final String rule;
    private final Options described;

    /// @param rule under which the described options are known
    Declared(String rule, Options described) {
        this.rule = rule;
        this.described = described;
    }

    List<Option> options() { return described.names().stream().filter(name -> !name.equals("optimizer")).map(this::option).toList(); }

    private Option option(String name) {
        return switch (name) {
            case "learningRate" -> number(name, rule.equals("rprop") ? "> 0" : "≥ 0", "The size of a step, which the schedule multiplies.");
            case "momentum" -> number(name, "[0, 1)", "The share of the steps before that is taken again.");
            case "dampening" -> number(name, "[0, 1); 0 with nesterov", "The share of a new gradient that momentum leaves out.");
            case "beta1" -> number(name, "[0, 1)", "The share of the old in the running mean of gradients.");
            case "beta2" -> number(name, "[0, 1)", switch (rule) {
                case "adamax" -> "The factor by which the largest gradient so far fades in each step.";
                case "lion" -> "The share of the old in the mean of gradients that is kept.";
                default -> "The share of the old in the running mean of squared gradients.";
            });
            case "epsilon" -> number(name, rule.equals("adadelta") ? "> 0" : "≥ 0", "What keeps divisors away from zero.");
            case "initial" -> number(name, "≥ 0", "What the sum of squared gradients begins with.");
            case "momentumDecay" -> number(name, "≥ 0", "How soon the momentum comes up to beta1.");
            case "decay" -> decay();
            case "l1" -> number(name, "≥ 0", "The factor of the sum of absolute weights in the loss.");
            case "l2" -> number(name, "≥ 0", "The factor of the sum of squared weights in the loss.");
            case "bound" -> number(name, "> 0", "What neither a number nor a norm may exceed.");
            case "factor" -> new Option(name, Type.NUMBER, "", "≥ 0", "What multiplies the learning rate.");
            case "history" -> integer(name, "How many steps it remembers.");
            case "evaluations" -> integer(name, "How often a line search may evaluate the loss.");
            case "batches" -> integer(name, "Batches whose mean gradient makes one step.");
            case "from" -> integer(name, "The first step of an equal mean.");
            case "every" -> integer(name, "Steps from one that counts in an equal mean to the next.");
            case "nesterov" -> flag(name, "Whether a step looks ahead along the momentum.");
            case "amsgrad" -> flag(name, "Whether the largest mean of squares so far is the one that counts.");
            case "centered" -> flag(name, "Whether the square of the mean gradient is taken off the mean of squares.");
            case "form" -> new Option(name, Type.TEXT, standard(name), "pytorch, keras", "Whose formula it is, which differs in where epsilon stands.");
            case "by" -> new Option(name, Type.TEXT, standard(name), "value, norm, global-norm", "What the bound is for: each number, the norm of each weight's gradient, or that of all together.");
            case "except" -> new Option(name, Type.TEXT, "none", "names of weights such as *bias, in a list", "The weights that are left alone.");
            case "rest" -> new Option(name, Type.OBJECT, "adamw with a learning rate of 0.0003", "an optimizer", "The rule of weights that are no matrices.");
            case "inner" -> new Option(name, Type.OBJECT, "", rule.equals("decoupled-decay") ? "an optimizer that treats every number by itself" : "an optimizer", "The rule that it is put around.");
            case "groups" -> new Option(name, Type.OBJECTS, "none", "objects with names and inner", "Weights by their names, and the rule for each group.");
            default -> throw new IllegalStateException(rule + ": nothing declares its option '" + name + "'");
        };
    }

    private Option decay() {
        return switch (rule) {
            case "averaged" -> number("decay", "[0, 1), 0 for an equal mean", "The share of the old in an exponential mean of the weights.");
            case "decoupled-decay", "muon" -> number("decay", "≥ 0", "The share that weights lose in a step at a learning rate of 1.");
            default -> number("decay", "[0, 1)", "The share of the old in the running mean of squared gradients.");
        };
    }

    private Option number(String name, String range, String meaning) { return new Option(name, Type.NUMBER, standard(name), range, meaning); }

    private Option integer(String name, String meaning) { return new Option(name, Type.INTEGER, standard(name), "≥ 1", meaning); }

    private Option flag(String name, String meaning) { return new Option(name, Type.FLAG, standard(name), "true, false", meaning); }

    private String standard(String name) { return Option.standard(described, name); }
}
