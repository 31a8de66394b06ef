package dev.lanewise.plots.report;

import dev.lanewise.core.DataException;
import dev.lanewise.core.data.WholeFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What there is to tell of some work, as one page: text, tables and pictures under headings.
///
/// The page is HTML that holds all it shows: it needs no network and no script, reads on a telephone, in the dark and on paper. Whatever texts hold is
/// shown, never taken for markup.
///
/// {@snippet :
/// Report.of("Iris", "150 flowers lie along two axes.")
///         .with(Section.of("Axes", Block.drawing(Scree.of("Scree", variances), "What each axis holds"), Block.rows("", spectrum)))
///         .save(Path.of("iris.html"));
/// }
///
/// @param title of the page
/// @param result the outcome, in a sentence
/// @param command what makes the same again; empty if there is nothing to type
/// @param sections in the order of reading
public record Report(String title, String result, String command, List<Section> sections) {

    public Report {
        sections = List.copyOf(sections);
    }

    public static Report of(String title, String result, Section... sections) { return new Report(title, result, "", List.of(sections)); }

    /// The same with a command that makes it again.
    public Report command(String command) { return new Report(title, result, command, sections); }

    /// The same with more sections behind the others.
    public Report with(Section... more) { return with(List.of(more)); }

    /// The same with more sections behind the others.
    public Report with(List<Section> more) { return new Report(title, result, command, Stream.concat(sections.stream(), more.stream()).toList()); }

    /// The page.
    ///
    /// @throws DataException if the system cannot draw text
    public String html() {
        try {
            return Page.of(this);
        } catch (InternalError | LinkageError e) {                     // of java.desktop, where the system has no fonts or not its libraries
            throw new DataException("Report: expected a Java and a system that can draw text, but got: " + e + ". Install fontconfig, freetype and a font", e);
        }
    }

    /// Writes the page to a file; the old file survives whatever goes wrong.
    ///
    /// @throws DataException if it could not be drawn or written
    public void save(Path file) { WholeFile.write(file, html().getBytes(StandardCharsets.UTF_8)); }
}
