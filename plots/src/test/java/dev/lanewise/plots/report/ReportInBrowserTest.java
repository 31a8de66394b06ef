package dev.lanewise.plots.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.core.data.Table;
import dev.lanewise.core.doctor.Severity;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.plots.Chart;
import dev.lanewise.plots.HeatMap;
import dev.lanewise.plots.ImageSheet;
import dev.lanewise.plots.PairPlot;
import dev.lanewise.plots.Series;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reports in a real browser, if one is installed: as wide as a telephone, and without a word on the console.
class ReportInBrowserTest {

    private static final int TELEPHONE = 360;

    /// Tells how wide a page wants to be in a frame as wide as a telephone; whether pictures were drawn; and whether lines of text end inside.
    private static final String FRAME = """
            <body style="margin:0"><iframe id="frame" src="report.html" style="border:0;width:%dpx;height:800px"></iframe><script>
            addEventListener('load', () => {
              const page = document.getElementById('frame').contentDocument, text = [...page.querySelectorAll('h1, h2, p, dd, figcaption, figure, .table')];
              document.title = 'width ' + page.documentElement.scrollWidth + ', pictures ' + [...page.images].filter(image => image.naturalWidth > 0).length + ' of ' + page.images.length
                + ', beyond ' + text.filter(element => element.getBoundingClientRect().right > %d).length + ', drawings ' + [...page.querySelectorAll('figure svg')].filter(svg => svg.getBoundingClientRect().height > 50).length;
            });
            </script>""".formatted(TELEPHONE, TELEPHONE);

    private static Optional<Path> browser() {
        Stream<Path> folders = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).filter(name -> !name.isEmpty()).map(Path::of);
        return folders.flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome").map(folder::resolve)).filter(Files::isExecutable).findFirst();
    }

    private static Report report() {
        Table wide = Table.empty();
        for (int j = 0; j < 20; j++) wide = wide.with("a rather long name of column " + j, new double[] {1234567.891, 2});
        Block curve = Block.drawing(Chart.of("", "epoch", "loss", Series.line("training", new double[] {3, 2, 1})).size(520, 380), "A curve.");
        PairPlot pairs = PairPlot.of("", Matrix.gaussian(30, 4, 1), List.of("a", "b", "c", "d"));
        return Report.of("A title with aVeryLongWordThatNobodyCanBreakBecauseItIsTheNameOfAFile_".repeat(2), "A result.").command("lanewise train mlp --data " + "x".repeat(200))
                .with(Section.of("Drawings", curve, curve, Block.drawing(HeatMap.of("", Matrix.gaussian(10, 10, 1), IntStream.range(0, 10).mapToObj(i -> "class " + i).toList(), List.of()), "A map."),
                                Block.drawing(pairs.picture(), "Pairs."), Block.drawing(ImageSheet.of("", Matrix.gaussian(24, 784, 1)), "Images.")),
                        Section.of("Tables", Block.rows("Wide", wide), Block.code("x".repeat(300)), Block.facts(Map.of("hash of the training data", "0123456789abcdef".repeat(8)))),
                        Section.of("Notes", Block.notice(Severity.ERROR, "diverged, " + "x".repeat(100), "The loss is NaN.", "Lower the rate."), Block.folded("More", Block.text("y".repeat(200)))));
    }

    @Test void aPageFitsATelephoneAndSaysNothingOnTheConsole(@TempDir Path folder) throws IOException, InterruptedException {
        Path chromium = browser().orElse(null);
        assumeTrue(chromium != null, "no chromium on this machine");
        report().save(folder.resolve("report.html"));
        Files.writeString(folder.resolve("frame.html"), FRAME);

        String said = run(chromium, folder, "--dump-dom", folder.resolve("frame.html").toUri().toString());

        assertThat(said.lines().filter(line -> line.contains("CONSOLE"))).isEmpty();
        assertThat(said.replaceFirst("(?s).*<title>(.*?)</title>.*", "$1")).isEqualTo("width " + TELEPHONE + ", pictures 1 of 1, beyond 0, drawings 4");
    }

    @Test void aPageCanBePrinted(@TempDir Path folder) throws IOException, InterruptedException {
        Path chromium = browser().orElse(null);
        assumeTrue(chromium != null, "no chromium on this machine");
        Path page = folder.resolve("report.html"), paper = folder.resolve("report.pdf");
        report().save(page);

        String said = run(chromium, folder, "--print-to-pdf=" + paper, page.toUri().toString());

        assertThat(paper).exists();
        assertThat(Files.size(paper)).isGreaterThan(10_000);
        assertThat(said.lines().filter(line -> line.contains("CONSOLE"))).isEmpty();
    }

    private static String run(Path chromium, Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(chromium.toString(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars", "--allow-file-access-from-files", "--enable-logging=stderr", "--user-data-dir=" + folder.resolve("profile")));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        assumeTrue(ended, "the browser did not end within a minute");
        return Files.readString(output);
    }
}
