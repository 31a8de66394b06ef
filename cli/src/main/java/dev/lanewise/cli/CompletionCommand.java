package dev.lanewise.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `completion`: what makes a shell complete commands, options and the names of models.
@Command(name = "completion", header = "Print what makes bash or zsh complete commands, options and the names of models.", footerHeading = "%nExamples:%n", footer = {
    "  source <(lanewise completion)",
    "  lanewise completion > ~/.local/share/bash-completion/completions/lanewise"})
final class CompletionCommand implements Runnable {

    @ParentCommand private Lanewise lanewise;
    @Spec private CommandSpec spec;

    @Override public void run() { lanewise.console().out().print(AutoComplete.bash("lanewise", spec.root().commandLine())); }
}
