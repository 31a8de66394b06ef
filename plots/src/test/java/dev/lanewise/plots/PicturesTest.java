package dev.lanewise.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lanewise.core.DataException;
import dev.lanewise.linalg.Matrix;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PicturesTest {

    private static final int BLUE = 0x0072B2;

    static Stream<Named<Picture>> pictures() {
        Matrix points = Matrix.gaussian(60, 3, 1), images = Matrix.gaussian(12, 64, 2);
        PairPlot pairs = PairPlot.of("Pairs", points, List.of("a", "b", "c")).classes(IntStream.range(0, 60).map(i -> i % 2).toArray(), List.of("even", "odd"))
                .outlines((_, _, _) -> Matrix.of(4, 2, -1, -1, 1, -1, 1, 1, -1, 1));
        return Stream.of(
                Named.of("curve", Chart.of("Loss", "epoch", "loss", Series.line("train", new double[] {3, 2, 1.5}), Series.line("validation", new double[] {3, 2.4, 2}).color(1).mark(Series.Mark.DASHES))),
                Named.of("scree", Scree.of("Scree", new double[] {5, 2, 1, 0})),
                Named.of("pairs", pairs.picture()),
                Named.of("one pair", pairs.chart(0, 2)),
                Named.of("biplot", Biplot.of("Biplot", points, Matrix.of(2, 2, 0.5, 0.1, -0.2, 0.7), List.of("height", "weight"))),
                Named.of("images", ImageSheet.of("Images", images).columns(5).shading(ImageSheet.Shading.SIGNED).captions(IntStream.range(0, 12).mapToObj(Integer::toString).toList())),
                Named.of("heat map", HeatMap.of("Confusion", Matrix.of(2, 2, 90, 3, 12, 88), List.of("cat", "dog"), List.of("cat", "dog"))),
                Named.of("steps", StepMaps.of("Gates", Map.of("f", Matrix.of(3, 2, 0, 0.5, 1, 0.25, Double.NaN, 1))).steps(List.of("Monday", "Tuesday", "Friday"))),
                Named.of("no steps", StepMaps.of("", Map.of())),
                Named.of("nothing", Chart.of("", "", "")),
                Named.of("no cells", Panels.of("", 3, List.of())));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void aPngHasTheSizeOfThePictureAndIsDrawnAlikeTwice(Picture picture) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.png()));

        assertThat(image.getWidth()).isEqualTo(picture.width());
        assertThat(image.getHeight()).isEqualTo(picture.height());
        assertThat(picture.png()).isEqualTo(picture.png());
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void anSvgIsOneDocumentOfItsOwn(Picture picture) throws Exception {
        String svg = picture.svg();

        var root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes("UTF-8"))).getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("svg");
        assertThat(root.getAttribute("viewBox")).isEqualTo("0 0 " + picture.width() + " " + picture.height());
        assertThat(svg).doesNotContain("href=\"http");
    }

    @Test
    void aSeriesIsDrawnInItsColourAndWhatIsNotFiniteIsLeftOut() throws IOException {
        double[] gap = {1, Double.NaN, 3, Double.POSITIVE_INFINITY};

        assertThat(colors(Chart.of("", "x", "y", Series.line("", new double[] {1, 2, 3, 4}, gap)))).contains(BLUE);
        assertThat(colors(Chart.of("", "x", "y", Series.line("", new double[] {1}, new double[] {Double.NaN})))).doesNotContain(BLUE);
    }

    /// White at 0, dark blue at 1, grey where there is none; red and blue around 0 where numbers are negative.
    @Test
    void stepsAreColumnsAndUnitsAreRows() throws IOException {
        StepMaps gates = StepMaps.of("", Map.of("f", Matrix.of(3, 2, 0, 1, 1, 0, Double.NaN, 0))), states = StepMaps.of("", Map.of("c", Matrix.of(2, 1, -2, 2)));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(gates.png())), other = ImageIO.read(new ByteArrayInputStream(states.png()));
        int x = gates.width() - 16 - 3 * 26 + 13, y = 6 + 1 + 7, dark = Palette.heat(1).getRGB();

        assertThat(IntStream.range(0, 3).map(t -> image.getRGB(x + 26 * t, y))).containsExactly(0xFFFFFFFF, dark, java.awt.Color.LIGHT_GRAY.getRGB());
        assertThat(IntStream.range(0, 3).map(t -> image.getRGB(x + 26 * t, y + 14))).containsExactly(dark, 0xFFFFFFFF, 0xFFFFFFFF);
        assertThat(IntStream.range(0, 2).map(t -> other.getRGB(x + 26 * t, 6 + 15))).containsExactly(Palette.signed(-1).getRGB(), Palette.signed(1).getRGB());
        assertThatThrownBy(() -> gates.steps(List.of("a"))).hasMessage("StepMaps: expected a name for each of 3 steps or none, but got 1");
    }

    @Test
    void aSheetShowsEachPixelOfAnImage() throws IOException {
        Matrix image = Matrix.of(1, 4, 0, 1, 1, 0);

        BufferedImage gray = ImageIO.read(new ByteArrayInputStream(ImageSheet.of("", image).png()));
        BufferedImage ink = ImageIO.read(new ByteArrayInputStream(ImageSheet.of("", image).shading(ImageSheet.Shading.INK).png()));

        assertThat(gray.getRGB(10, 10) & 0xffffff).isEqualTo(0);
        assertThat(gray.getRGB(60, 10) & 0xffffff).isEqualTo(0xffffff);
        assertThat(gray.getRGB(60, 60) & 0xffffff).isEqualTo(0);
        assertThat(ink.getRGB(10, 10) & 0xffffff).isEqualTo(0xffffff);
    }

    @Test
    void anEllipseHoldsAsManyPointsAsItPromises() {
        Matrix points = Matrix.gaussian(20_000, 2, 5).times(Matrix.of(2, 2, 3, 1, 0, 0.5));
        Matrix outline = PairPlot.Outlines.ellipses(points, new int[points.rows()], 0.95).of(0, 0, 1);

        double inside = IntStream.range(0, points.rows()).filter(i -> winds(outline, points.get(i, 0), points.get(i, 1))).count();
        assertThat(inside / points.rows()).isBetween(0.945, 0.955);
    }

    /// Whether every corner of an outline that turns left keeps the point on its left.
    private static boolean winds(Matrix outline, double x, double y) {
        return IntStream.range(0, outline.rows()).allMatch(i -> {
            int next = (i + 1) % outline.rows();
            double dx = outline.get(next, 0) - outline.get(i, 0), dy = outline.get(next, 1) - outline.get(i, 1);
            return dx * (y - outline.get(i, 1)) - dy * (x - outline.get(i, 0)) >= 0;
        });
    }

    @Test
    void anEllipseOfKnownPointsHasKnownAxes() {
        Matrix points = Matrix.of(4, 2, 7, 0, 3, 0, 5, 1, 5, -1);                 // variances 8/3 and 2/3
        Matrix outline = PairPlot.Outlines.ellipses(points, new int[4], 1 - Math.exp(-0.5)).of(0, 0, 1);

        assertThat(outline.get(0, 0)).isCloseTo(5 + Math.sqrt(8 / 3.0), within(1e-12));
        assertThat(outline.get(18, 1)).isCloseTo(Math.sqrt(2 / 3.0), within(1e-12));
    }

    @Test
    void ellipsesNeedThreePoints() {
        int[] classes = {0, 0, 1, 1, 1};
        var ellipses = PairPlot.Outlines.ellipses(Matrix.of(5, 2, 0, 0, 1, 1, 0, 0, 1, 1, 2, 2), classes, 0.5);

        assertThat(ellipses.of(0, 0, 1).rows()).isZero();
        assertThat(ellipses.of(1, 0, 1).rows()).isPositive();
        assertThat(ellipses.of(1, 0, 1).maxAbs()).isFinite();                      // on a line
        assertThat(ellipses.of(2, 0, 1).rows()).isZero();
    }

    @Test
    void aScreeShowsWhereItIsCut() {
        Series cut = Scree.of("", new double[] {6, 3, 1}, 2).series().getLast();

        assertThat(cut.name()).isEqualTo("2 axes: 90.0 %");
        assertThat(cut.x()).containsExactly(2, 2, 1);
        assertThat(cut.y()).containsExactly(new double[] {0, 0.9, 0.9}, within(1e-12));
        assertThat(Scree.of("", new double[] {6, 3, 1}, 3)).isEqualTo(Scree.of("", new double[] {6, 3, 1}));
    }

    @Test
    void aBiplotKeepsTheLongestArrowsInsideThePoints() {
        Matrix scores = Matrix.of(3, 2, -4, 0, 4, 1, 0, -1), loadings = Matrix.gaussian(40, 2, 6);
        Chart chart = Biplot.of("", scores, loadings, IntStream.range(0, 40).mapToObj(i -> "x" + i).toList());

        int longest = IntStream.range(0, 40).boxed().max(java.util.Comparator.comparing(i -> loadings.row(i).norm())).orElseThrow();
        assertThat(chart.notes()).hasSize(16).first().extracting(Chart.Note::text).isEqualTo("x" + longest);
        assertThat(chart.series()).filteredOn(series -> series.mark() == Series.Mark.LINE_AND_POINTS).hasSize(16).allMatch(series -> Math.abs(series.x()[1]) < 4 && Math.abs(series.y()[1]) < 1);
    }

    private static Set<Integer> colors(Picture picture) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.png()));
        Set<Integer> colors = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) for (int x = 0; x < image.getWidth(); x++) colors.add(image.getRGB(x, y) & 0xffffff);
        return colors;
    }

    @Test
    void isSavedByTheEndingOfTheName(@TempDir Path folder) throws IOException {
        Picture picture = Scree.of("Scree", new double[] {2, 1});

        picture.save(folder.resolve("scree.png"));
        picture.save(folder.resolve("scree.svg"));

        assertThat(Files.readAllBytes(folder.resolve("scree.png"))).isEqualTo(picture.png());
        assertThat(Files.readString(folder.resolve("scree.svg"))).isEqualTo(picture.svg());
        assertThatThrownBy(() -> picture.save(folder.resolve("scree.gif"))).isInstanceOf(DataException.class)
                .hasMessage("Picture.save: expected a name that ends in .png or .svg, but got " + folder.resolve("scree.gif"));
    }

    @Test
    void seriesMayShareANameAndHaveAny() {
        double[] many = IntStream.range(0, 30).asDoubleStream().toArray();
        for (String name : new String[] {"a", "between", "series 1"}) {
            assertThat(Chart.of("", "", "", Series.line(name, many), Series.line(name, many), Series.line("", many)).png()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @CsvSource({"0.1, 1e-17", "1e17, 16", "-1, 4e-16", "1e300, 1e284", "1e-300, 1e-312", "1e250, 1e250"})
    void numbersThatHardlyDifferAndHugeOnesAreDrawn(double start, double more) {
        assertThat(Chart.of("", "", "", Series.line("", new double[] {start, start + more, start})).png()).isNotEmpty();
        assertThat(Chart.of("", "", "", Series.points("", new double[] {start, start + more}, new double[] {0, 1})).note("note", start, Double.NaN).png()).isNotEmpty();
    }

    @Test
    void smallNumbersOnAnAxisKeepTheirDigits() {
        assertThat(ChartPainter.pattern(DoubleStream.of(1e-6, 5e-6).summaryStatistics())).isEqualTo("0.###E0");
        assertThat(ChartPainter.pattern(DoubleStream.of(0, 2e12).summaryStatistics())).isEqualTo("0.###E0");
        assertThat(ChartPainter.pattern(DoubleStream.of(-1, 0.5).summaryStatistics())).isEqualTo("#,##0.####");
    }

    @Test
    void refusesWhatDoesNotFitTogether() {
        assertThatThrownBy(() -> Series.line("loss", new double[] {1}, new double[] {1, 2})).hasMessage("Series 'loss': expected as many x as y, but got 1 and 2");
        assertThatThrownBy(() -> ImageSheet.of("", Matrix.zeros(1, 3))).hasMessageContaining("expected square images, but got 3 pixels");
        assertThatThrownBy(() -> new ImageSheet("", Matrix.zeros(1, 6), 4, 1, ImageSheet.Shading.GRAY, List.of())).hasMessage("ImageSheet: expected an image width that divides 6 pixels, but got 4");
        assertThatThrownBy(() -> HeatMap.of("", Matrix.zeros(2, 2), List.of("a"), List.of())).hasMessage("HeatMap: expected a name for each of 2 rows or none, but got 1");
        assertThatThrownBy(() -> PairPlot.of("", Matrix.zeros(1, 2), List.of("a"))).hasMessage("PairPlot: expected a name for each of 2 columns, but got 1");
        assertThatThrownBy(() -> Biplot.of("", Matrix.zeros(1, 2), Matrix.zeros(1, 1), List.of("a"))).hasMessageContaining("expected two axes or more");
        assertThatThrownBy(() -> Scree.of("", new double[] {2, 1}, 3)).hasMessage("Scree: expected 1 … 2 axes that are kept, but got 3");
        assertThatThrownBy(() -> PairPlot.of("", Matrix.zeros(1, 1), List.of("a")).ellipses(95)).hasMessage("PairPlot: expected a confidence in (0, 1), but got 95.0");
        assertThatThrownBy(() -> Panels.of("", 0, List.of())).hasMessage("Panels: expected columns ≥ 1, but got 0");
        assertThatThrownBy(() -> Chart.of("", "", "").size(1, 400)).hasMessage("Chart: expected at least 16 × 16 pixels, but got 1 × 400");
    }
}
