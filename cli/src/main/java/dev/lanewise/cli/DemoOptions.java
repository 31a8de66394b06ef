package dev.lanewise.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What every demonstration can be asked for.
final class DemoOptions {

    @Mixin private RunOptions run;
    @Mixin private ReportOption report;

    @Option(names = "--out", paramLabel = "DIR", description = "A directory for the pictures, PNG and SVG.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--quick", description = "Learn from less and for a shorter time: the same chapters in seconds, with poorer numbers.")
    private boolean quick;

    /// Whether less should be learned from.
    boolean quick() { return quick; }

    /// A number that --quick makes smaller.
    int lessened(int usual, int quickly) { return quick ? quickly : usual; }

    /// @throws dev.lanewise.core.DataException if there is no place for what it should draw
    Demonstration begin(Lanewise lanewise) {
        out.ifPresent(PictureFolder::require);
        report.require();
        return new Demonstration(lanewise, run.run(lanewise.listener()), out, report);
    }
}
