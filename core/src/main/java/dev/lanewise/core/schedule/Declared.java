package dev.lanewise.core.schedule;

import dev.lanewise.core.Options;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.util.List;

/// What each option of a schedule means. Its default is what the schedule without it describes itself by.
final class Declared {

    private static final String LENGTHS = "500 steps, 2 epochs, 5 %";

    private final String schedule;
    private final Options described;

    Declared(String schedule, Options described) {
        this.schedule = schedule;
        this.described = described;
    }

    List<Option> options() { return described.names().stream().filter(name -> !name.equals("schedule")).map(this::option).toList(); }

    private Option option(String name) {
        return switch (name) {
            case "factor" -> number(name, "≥ 0", "What multiplies the learning rate.");
            case "decay" -> number(name, schedule.equals("plateau") ? "(0, 1)" : "(0, 1]", "What the factor is multiplied by each time.");
            case "power" -> number(name, "> 0", "The exponent; 1 is a straight line.");
            case "rate" -> number(name, "≥ 0", "How fast it falls: with 1 to a half after the first time.");
            case "floor" -> number(name, "[0, 1]", "The smallest factor.");
            case "rise" -> number(name, "(0, 1)", "The share of the length before the peak.");
            case "divisor" -> number(name, "≥ 1", "What the learning rate is divided by at the beginning.");
            case "finalDivisor" -> number(name, "≥ 1", "What that is divided by once more at the end.");
            case "from" -> number(name, "[0, 1]", "The factor of the first step.");
            case "threshold" -> number(name, "[0, 1]", "How much better counts, as a share of the best so far.");
            case "growth" -> new Option(name, Type.INTEGER, standard(name), "≥ 1", "How many times as long as the wave before each one is.");
            case "patience" -> new Option(name, Type.INTEGER, standard(name), "≥ 0", "How many epochs in a row may be no better.");
            case "cooldown" -> new Option(name, Type.INTEGER, standard(name), "≥ 0", "Epochs after a decay that are not counted.");
            case "width" -> new Option(name, Type.INTEGER, "", "≥ 1", "The width of the model.");
            case "monitor" -> new Option(name, Type.TEXT, "the loss, of the validation if there is one", "loss, validation-loss, validation-accuracy, …", "The figure that is watched.");
            case "goal" -> new Option(name, Type.TEXT, "as the figure has it", "fall, grow", "What is better.");
            case "every" -> new Option(name, Type.TEXT, schedule.equals("step") ? "a third of the training" : standard(name), LENGTHS, "After how long.");
            case "length" -> length(name, schedule.equals("warmup") ? "How long it rises." : "How long it takes.");
            case "first" -> length(name, "The length of the first wave.");
            case "warmup" -> length(name, "How long it rises.");
            case "milestones" -> new Option(name, Type.TEXT, "50 %, 75 %", "a list of lengths such as " + LENGTHS, "When the factor falls.");
            case "then" -> new Option(name, Type.OBJECT, "constant", "a schedule", "What follows.");
            default -> throw new IllegalStateException(schedule + ": nothing declares its option '" + name + "'");
        };
    }

    private Option number(String name, String range, String meaning) { return new Option(name, Type.NUMBER, standard(name), range, meaning); }

    private Option length(String name, String meaning) { return new Option(name, Type.TEXT, standard(name), LENGTHS, meaning); }

    private String standard(String name) { return Option.standard(described, name); }
}
