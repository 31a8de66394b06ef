package dev.lanewise.cli;

import dev.lanewise.core.Run;
import dev.lanewise.plots.Picture;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A demonstration on its way: chapters are told as they are worked out, pictures are drawn at the end.
final class Demonstration {

    private final Lanewise lanewise;
    private final Run run;
    private final Optional<Path> folder;

    Demonstration(Lanewise lanewise, Run run, Optional<Path> folder) {
        this.lanewise = lanewise;
        this.run = run;
        this.folder = folder;
    }

    /// Its circumstances.
    Run run() { return run; }

    /// Shows a piece of text at once.
    void say(String piece) {
        PrintWriter out = lanewise.console().out();
        out.print(piece);
        out.flush();
    }

    /// A chapter, and an empty line behind it.
    void tell(String chapter) { say(chapter + System.lineSeparator()); }

    /// Chapters, each of which is worked out when its turn has come.
    void tell(List<Supplier<String>> chapters) { chapters.forEach(chapter -> tell(chapter.get())); }

    /// Draws pictures if a folder was named.
    void draw(Supplier<Map<String, Picture>> pictures) {
        folder.ifPresent(to -> {
            Map<String, Picture> drawn = pictures.get();
            lanewise.console().write(() -> PictureFolder.write(to, drawn));
            tell("Drawn: " + PictureFolder.describe(to, drawn));
        });
    }
}
