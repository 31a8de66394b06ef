package dev.lanewise.cli;

import dev.lanewise.core.DataException;
import dev.lanewise.core.data.WholeFile;
import dev.lanewise.plots.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/// A page about what a command did, as an option.
final class ReportOption {

    private static final String PAGE = "report.html";

    @Option(names = "--report", paramLabel = "DIR", description = "Write a page about it to DIR/report.html: figures, pictures, provenance, and the command itself. It holds all it shows.")
    private Optional<Path> folder = Optional.empty();

    boolean isWanted() { return folder.isPresent(); }

    /// Refuses a place that cannot be written to before the work begins, not after it. The last folder of the path may be missing.
    void require() {
        folder.ifPresent(path -> {
            if (Files.isDirectory(path)) OutputFile.require(path.resolve(PAGE));
            else if (Files.exists(path)) throw new DataException(path + ": expected a directory for a report, but this is a file");
            else OutputFile.require(path);
        });
    }

    /// Draws the page, then writes it, if it is wanted.
    void write(Lanewise lanewise, Supplier<Report> report) {
        if (folder.isEmpty()) return;
        Path page = folder.get().resolve(PAGE);
        String html = report.get().command(lanewise.command()).html();
        lanewise.console().write(() -> write(page, html));
        lanewise.say(page + ": the report");
    }

    private static void write(Path page, String html) {
        try {
            Files.createDirectories(page.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new DataException(page.getParent() + ": the directory could not be made: " + e.getMessage(), e);
        }
        WholeFile.write(page, html.getBytes(StandardCharsets.UTF_8));
    }
}
