package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `man`: the manual pages of all commands, as files.
@Command(name = "man", header = "Write the manual pages of all commands, for the man program.", footerHeading = "%nExamples:%n", footer = {
    "  lanewise man --out ~/.local/share/man/man1",
    "  man lanewise-train"})
final class ManCommand implements Runnable {

    @ParentCommand private Lanewise lanewise;
    @Spec private CommandSpec spec;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The directory for the pages; it is made where it isn't there.")
    private Path out;

    @Override public void run() {
        if (Files.exists(out) && !Files.isDirectory(out)) throw new DataException(out + ": expected a directory for manual pages, but this is a file");
        List<ManPage> pages = new ArrayList<>();
        collect(spec.root().commandLine(), pages);
        lanewise.console().write(() -> write(pages));
        lanewise.say(out + ": " + pages.size() + " manual pages");
    }

    private static void collect(CommandLine command, List<ManPage> pages) {
        pages.add(new ManPage(command));
        command.getSubcommands().values().stream().filter(sub -> !sub.getCommandSpec().helpCommand()).forEach(sub -> collect(sub, pages));
    }

    private void write(List<ManPage> pages) {
        try {
            Files.createDirectories(out);
            for (ManPage page : pages) Files.writeString(out.resolve(page.name() + ".1"), page.roff());
        } catch (IOException e) {
            throw new DataException(out + ": could not be written: " + e.getMessage(), e);
        }
    }
}
