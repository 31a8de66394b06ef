package dev.lanewise.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// A command as a page of the manual, in the language of `man`: what `--help` says.
///
/// @see <a href="https://man7.org/linux/man-pages/man7/man-pages.7.html">man-pages(7)</a>
record ManPage(CommandLine command) {

    /// `lanewise-train`
    String name() { return spec().qualifiedName("-"); }

    private CommandSpec spec() { return command.getCommandSpec(); }

    String roff() {
        List<String> page = new ArrayList<>(List.of(".TH " + name().toUpperCase(java.util.Locale.ROOT) + " 1 \"\" \"Lanewise " + Version.number() + "\" \"Lanewise\""));
        section(page, "NAME", List.of(text(name()) + " \\- " + text(String.join(" ", spec().usageMessage().header()))));
        section(page, "SYNOPSIS", List.of(".nf", text(command.getHelp().synopsis(0).stripTrailing()), ".fi"));
        section(page, "ARGUMENTS", arguments(spec().positionalParameters()));
        section(page, "OPTIONS", arguments(spec().options()));
        section(page, "COMMANDS", commands());
        section(page, "EXAMPLES", examples());
        return String.join("\n", page) + "\n";
    }

    private static void section(List<String> page, String heading, List<String> lines) {
        if (lines.isEmpty()) return;
        page.add(".SH " + heading);
        page.addAll(lines);
    }

    private static List<String> arguments(List<? extends ArgSpec> all) {
        return all.stream().filter(argument -> !argument.hidden()).flatMap(argument -> Stream.of(".TP", "\\fB" + text(shown(argument)) + "\\fR", text(String.join(" ", argument.description())))).toList();
    }

    private static String shown(ArgSpec argument) {
        return switch (argument) {
            case OptionSpec option when option.arity().max() > 0 -> String.join(", ", option.names()) + "=" + option.paramLabel();
            case OptionSpec option -> String.join(", ", option.names());
            case PositionalParamSpec parameter -> parameter.paramLabel();
            default -> argument.paramLabel();
        };
    }

    private List<String> commands() {
        return command.getSubcommands().entrySet().stream()
                .flatMap(sub -> Stream.of(".TP", "\\fB" + text(sub.getKey()) + "\\fR", text(String.join(" ", sub.getValue().getCommandSpec().usageMessage().header())))).toList();
    }

    private List<String> examples() {
        String[] footer = spec().usageMessage().footer();
        if (footer.length == 0) return List.of();
        return List.of(".nf", Stream.of(footer).map(ManPage::text).collect(Collectors.joining("\n")), ".fi");
    }

    /// Hyphens are no minus signs, and a dot or an apostrophe at the beginning of a line is no command.
    private static String text(String plain) { return plain.replace("\\", "\\e").replace("-", "\\-").replaceAll("(?m)^([.'])", "\\\\&$1"); }
}
