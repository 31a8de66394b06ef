package dev.lanewise.plots.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.doctor.Severity;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.plots.Chart;
import dev.lanewise.plots.HeatMap;
import dev.lanewise.plots.ImageSheet;
import dev.lanewise.plots.Panels;
import dev.lanewise.plots.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ReportTest {

    private static final double[] FALLING = {3, 2, 1.5};

    /// One of each kind of block, every text the same.
    private static Report of(String text) {
        Table table = Table.empty().with(text.isEmpty() ? "name" : text, List.of(text, "b")).with("number", new double[] {1234567, Double.NaN});
        return Report.of(text, text).command(text)
                .with(Section.of(text, Block.text(text), Block.code(text), Block.quote(text), Block.facts(Map.of(text, text)), Block.rows(text, table)),
                        Section.of("Pictures", Block.drawing(Chart.of(text, text, text, Series.line(text, FALLING)), text),
                                Block.drawing(HeatMap.of(text, Matrix.of(2, 2, 90, 3, 12, 88), List.of(text, "dog"), List.of("cat", text)), text),
                                Block.drawing(ImageSheet.of(text, Matrix.gaussian(4, 64, 1)).captions(List.of(text, "", "", "")), text)),
                        Section.of("Notes", Block.notice(Severity.WARNING, text, text, text), Block.folded(text, Block.text(text), Block.drawing(Chart.of("", "", ""), text))));
    }

    @Test void aPageIsStrict() { StrictPage.read(of("Loss").html()); }

    @ParameterizedTest
    @ValueSource(strings = {"", "<script>alert('x')</script>", "a & b", "\"quoted\" 'twice'", "</style><img src=x onerror=alert(1)>", "]]>", "-->", "&#60;b&#62;", "Länge ≤ 3 µm 数字 🙂", "id=\"section-1\"",
            "\u0000\u0007\u001b[31m", "\uD800 half", "\u0085\uFFFE"})
    void whateverTextsHoldIsShownAndNeverMarkup(String text) {
        Document page = StrictPage.read(of(text).html());

        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(StrictPage.elements(page).stream().map(Element::getTagName)).doesNotContain("b");
        String shown = text.codePoints().map(c -> c < 0x20 || c >= 0x7F && c < 0xA0 || c >= 0xD800 && c < 0xE000 || c == 0xFFFE ? 0xFFFD : c).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        assertThat(page.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo(shown);
        assertThat(page.getElementsByTagName("dd").item(0).getTextContent()).isEqualTo(shown);
        assertThat(page.getElementsByTagName("summary").item(0).getTextContent()).isEqualTo(shown);
    }

    @Test void numbersAreShortAndMissingOnesADash() {
        Document page = StrictPage.read(Report.of("", "", Section.of("", Block.rows("", Table.empty().with("n", new double[] {1234567, Double.NaN, 0.123456})))).html());

        assertThat(StrictPage.elements(page).stream().filter(element -> element.getTagName().equals("td")).map(Element::getTextContent)).containsExactly("1,234,567", "–", "0.1235");
    }

    @Test void linesAreScalableAndImagesAndManyPointsPixels() {
        double[] many = DoubleStream.iterate(0, x -> x + 1).limit(9000).map(Math::sin).toArray();
        Document page = StrictPage.read(Report.of("", "", Section.of("", Block.drawing(Chart.of("", "", "", Series.line("", FALLING)), "lines"), Block.drawing(ImageSheet.of("", Matrix.gaussian(4, 64, 1)), "pixels"),
                Block.drawing(Chart.of("", "", "", Series.points("", many, many)), "points"))).html());

        assertThat(StrictPage.elements(page).stream().filter(element -> element.hasAttribute("role") || element.hasAttribute("alt")).map(element -> element.getTagName() + " " + element.getAttribute("aria-label") + element.getAttribute("alt")))
                .containsExactly("svg lines", "img pixels", "img points");
    }

    /// Readers in the dark see charts turned, but not colours that mean something.
    @Test void coloursThatMeanSomethingStay() {
        HeatMap map = HeatMap.of("", Matrix.of(1, 2, 0, 1), List.of(), List.of());
        Document page = StrictPage.read(Report.of("", "", Section.of("", Block.drawing(Chart.of("", "", ""), "chart"), Block.drawing(map, "map"), Block.drawing(Panels.of("", 2, List.of(map)), "maps"))).html());

        assertThat(StrictPage.elements(page).stream().filter(element -> element.getTagName().equals("figure")).map(element -> element.getAttribute("class").split(" ")[0])).containsExactly("drawn", "pixels", "pixels");
    }

    @Test void drawingsThatFollowOneAnotherStandTogether() {
        Block drawing = Block.drawing(Chart.of("", "", ""), "empty");
        Document page = StrictPage.read(Report.of("", "", Section.of("", drawing, drawing, Block.text("between"), drawing)).html());

        assertThat(StrictPage.elements(page).stream().filter(element -> element.getAttribute("class").equals("drawings")).map(element -> element.getElementsByTagName("figure").getLength())).containsExactly(2, 1);
    }

    @Test void theSameReportIsTheSamePage() { assertThat(of("x").html()).isEqualTo(of("x").html()); }

    @Test void anOldPageSurvives(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("report.html"), "old");
        Report broken = Report.of("", "", Section.of("", Block.drawing(new Broken(), "broken")));

        assertThatThrownBy(() -> broken.save(file)).isInstanceOf(DataException.class).hasMessageContaining("Install fontconfig");
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryNotContaining("glob:**/*.tmp");

        of("new").save(file);
        assertThat(Files.readString(file)).contains("<h1>new</h1>").endsWith("</html>\n");
    }

    /// What Java is like where it finds no fonts.
    private record Broken() implements dev.lanewise.plots.Picture {
        @Override public int width() { return 10; }

        @Override public int height() { return 10; }

        @Override public void paint(java.awt.Graphics2D graphics) { throw new InternalError("no fonts"); }
    }
}
