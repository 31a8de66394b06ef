package dev.lanewise.cli;

import dev.lanewise.core.Run;
import dev.lanewise.plots.Picture;
import dev.lanewise.plots.report.Block;
import dev.lanewise.plots.report.Report;
import dev.lanewise.plots.report.Section;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A demonstration on its way: chapters are told as they are worked out, pictures are drawn and a page is written at the end.
final class Demonstration {

    private final Lanewise lanewise;
    private final Run run;
    private final Optional<Path> folder;
    private final ReportOption report;
    private final StringBuilder told = new StringBuilder();

    Demonstration(Lanewise lanewise, Run run, Optional<Path> folder, ReportOption report) {
        this.lanewise = lanewise;
        this.run = run;
        this.folder = folder;
        this.report = report;
    }

    /// Its circumstances.
    Run run() { return run; }

    /// Its circumstances, and the loss of each epoch told.
    Run tellingLosses() { return new Run(run.seed(), run.backend(), new LossPrinter(run.listener(), this::say)); }

    /// Shows a piece of text at once.
    void say(String piece) {
        told.append(piece);
        PrintWriter out = lanewise.console().out();
        out.print(piece);
        out.flush();
    }

    /// A chapter, and an empty line behind it.
    void tell(String chapter) { say(chapter + System.lineSeparator()); }

    /// Chapters, each of which is worked out when its turn has come.
    void tell(List<Supplier<String>> chapters) { chapters.forEach(chapter -> tell(chapter.get())); }

    /// Draws pictures if a folder was named, and a page with them if one was asked for.
    ///
    /// @param title of the page
    void end(String title, Supplier<Map<String, Picture>> pictures) {
        if (folder.isEmpty() && !report.isWanted()) return;
        Map<String, Picture> drawn = pictures.get();
        report.write(lanewise, () -> page(title, drawn));
        folder.ifPresent(to -> {
            lanewise.console().write(() -> PictureFolder.write(to, drawn));
            tell("Drawn: " + PictureFolder.describe(to, drawn));
        });
    }

    private Report page(String title, Map<String, Picture> drawn) {
        List<Section> sections = new ArrayList<>();
        for (String chapter : told.toString().split("(?m)^(?=\\d\\. )")) if (!chapter.isBlank()) sections.add(section(chapter.strip()));
        Block[] drawings = drawn.entrySet().stream().map(entry -> Block.drawing(entry.getValue(), entry.getKey().replace('-', ' '))).toArray(Block[]::new);
        if (drawings.length > 0) sections.add(Section.of("Pictures", drawings));
        return Report.of(title, "What a published text says, worked out again by Lanewise.").with(sections);
    }

    /// The first line is the heading.
    private static Section section(String chapter) {
        int end = chapter.indexOf('\n');
        if (end < 0) return Section.of(chapter);
        return Section.of(chapter.substring(0, end).replaceFirst("^\\d\\. ", "").strip(), Block.code(chapter.substring(end).strip()));
    }
}
