package dev.lanewise.cli;

import dev.lanewise.core.Run;
import dev.lanewise.plots.Picture;
import dev.lanewise.plots.report.Block;
import dev.lanewise.plots.report.ReductionReport;
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

    private static final int LONGEST_DRAWN = 110;

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
    void end(String title, Supplier<Map<String, Picture>> pictures) { end(title, "What a published text says, worked out again by Lanewise.", pictures); }

    /// The same with a sentence below the title.
    void end(String title, String sentence, Supplier<Map<String, Picture>> pictures) {
        if (folder.isEmpty() && !report.isWanted()) return;
        Map<String, Picture> drawn = pictures.get();
        report.write(lanewise, () -> page(title, sentence, drawn));
        folder.ifPresent(to -> {
            lanewise.console().write(() -> PictureFolder.write(to, drawn));
            tell("Drawn: " + PictureFolder.describe(to, drawn));
        });
    }

    private Report page(String title, String sentence, Map<String, Picture> drawn) {
        List<Section> sections = new ArrayList<>();
        for (String chapter : told.toString().split("(?m)^(?=\\d\\. )")) if (!chapter.isBlank()) sections.add(section(chapter.strip()));
        Block[] drawings = drawn.entrySet().stream().map(entry -> Block.drawing(entry.getValue(), caption(entry.getKey()))).toArray(Block[]::new);
        if (drawings.length > 0) sections.add(Section.of("Pictures", drawings));
        return Report.of(title, sentence).with(sections);
    }

    /// What a picture shows, by the name of its file.
    private static String caption(String name) {
        return switch (name) {
            case "alignment" -> "How much each sign that was read (the columns) weighed for each that was written (a row): the darker, the more.";
            case "confusion" -> "How often a class (a row) was taken for each (the columns): right answers lie on the diagonal.";
            case "forecast" -> "The true values of the part to judge by as points, and what is said of each of them from those before.";
            case "gates" -> "Gates and states of the LSTM while it reads its first window, a row for each unit: gates are white at 0 and dark at 1, what can be negative is red above 0 and blue below it.";
            case "layers", "time" -> "How long the gradient is on its way back: one less is a tenth of it.";
            case "series" -> "The whole series: the first 67 % are learned from.";
            case String head when head.matches("block\\d+-head\\d+") -> head.replace('-', ' ') + ": how much each letter (a row) looks at those up to it (the columns).";
            default -> ReductionReport.caption(name.substring(name.indexOf('-') + 1)).orElse(name.replace('-', ' '));
        };
    }

    /// The first line is the heading.
    private static Section section(String chapter) {
        int end = chapter.indexOf('\n');
        if (end < 0) return Section.of(chapter);
        return new Section(chapter.substring(0, end).replaceFirst("^\\d\\. ", "").strip(), blocks(chapter.substring(end)));
    }

    /// Prose as paragraphs, everything that lines and columns mean something in as it stands.
    private static List<Block> blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        StringBuilder drawn = new StringBuilder();
        for (String part : text.replaceFirst("^\\s*\\n", "").split("\\R[ \\t]*\\R")) {
            if (!isProse(part) && !isQuote(part)) {
                drawn.append(drawn.isEmpty() ? "" : "\n\n").append(part.stripTrailing());
                continue;
            }
            addDrawn(blocks, drawn);
            if (isQuote(part)) blocks.add(Block.quote(part.stripIndent().strip()));
            else blocks.add(Block.text(part.strip().replaceAll("\\s*\\R", " ")));
        }
        addDrawn(blocks, drawn);
        return blocks;
    }

    /// Whether it is a text that somebody wrote: indented as a whole, with lines longer than any drawing has.
    private static boolean isQuote(String part) { return part.lines().allMatch(line -> line.startsWith("   ")) && part.lines().anyMatch(line -> line.length() > LONGEST_DRAWN); }

    private static void addDrawn(List<Block> blocks, StringBuilder drawn) {
        if (!drawn.toString().isBlank()) blocks.add(Block.code(drawn.toString().replaceFirst("^(\\s*\\R)+", "").stripTrailing()));
        drawn.setLength(0);
    }

    /// Whether a part of a chapter is sentences: nothing is indented, nothing stands in columns.
    private static boolean isProse(String part) { return !part.isBlank() && part.strip().lines().noneMatch(line -> line.startsWith(" ") || line.strip().contains("  ")) && !part.startsWith(" ") && part.strip().indexOf(' ') > 0; }
}
