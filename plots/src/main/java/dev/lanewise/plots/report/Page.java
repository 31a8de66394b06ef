package dev.lanewise.plots.report;

import dev.lanewise.core.Figures;
import dev.lanewise.core.data.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A [Report] as HTML.
final class Page {

    private final Markup html = new Markup();
    private int drawings;

    private Page() { }

    static String of(Report report) {
        Page page = new Page();
        page.write(report);
        return page.html.toString();
    }

    private void write(Report report) {
        html.raw("<!DOCTYPE html>\n").open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml").open("head");
        html.empty("meta", "charset", "utf-8").empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark").empty("link", "rel", "icon", "href", "data:,");
        html.element("title", report.title()).open("style").raw(style()).close("style").close("head").open("body");
        header(report);
        html.open("main");
        for (int i = 0; i < report.sections().size(); i++) section(report.sections().get(i), i + 1);
        html.close("main").close("body").close("html");
    }

    private void header(Report report) {
        html.open("header").element("h1", report.title()).element("p", report.result(), "class", "result");
        if (!report.command().isEmpty()) html.element("p", "The same again:", "class", "again").element("pre", report.command(), "class", "command");
        if (report.sections().size() > 2) {
            html.open("nav", "aria-label", "Sections").open("ol");
            for (int i = 0; i < report.sections().size(); i++) {
                html.open("li").element("a", report.sections().get(i).heading(), "href", "#section-" + (i + 1)).close("li");
            }
            html.close("ol").close("nav");
        }
        html.close("header");
    }

    private void section(Section section, int number) {
        String id = "section-" + number;
        html.open("section", "aria-labelledby", id).element("h2", section.heading(), "id", id);
        blocks(section.blocks());
        html.close("section");
    }

    /// Drawings that follow one another share a box.
    private void blocks(List<Block> blocks) {
        boolean drawing = false;
        for (Block block : blocks) {
            boolean next = block instanceof Block.Drawing;
            if (next && !drawing) html.open("div", "class", "drawings");
            if (drawing && !next) html.close("div");
            block(block);
            drawing = next;
        }
        if (drawing) html.close("div");
    }

    private void block(Block block) {
        switch (block) {
            case Block.Text(String text) -> html.element("p", text);
            case Block.Code(String text) -> html.element("pre", text, "tabindex", "0");
            case Block.Quote(String text) -> html.element("blockquote", text);
            case Block.Facts facts -> facts(facts);
            case Block.Rows(String caption, Table table) -> rows(caption, table);
            case Block.Drawing drawing -> html.raw(new Figure(drawing, "d" + ++drawings + "-").markup());
            case Block.Notice notice -> notice(notice);
            case Block.Folded(String summary, List<Block> inside) -> {
                html.open("details").element("summary", summary);
                blocks(inside);
                html.close("details");
            }
        }
    }

    private void facts(Block.Facts facts) {
        html.open("dl");
        facts.facts().forEach((name, value) -> html.open("div").element("dt", name).element("dd", value).close("div"));
        html.close("dl");
    }

    private void notice(Block.Notice notice) {
        String severity = notice.severity().name().toLowerCase(Locale.ROOT);
        html.open("div", "class", "notice " + severity).open("p").element("strong", severity + ": " + notice.heading()).close("p").element("p", notice.sentence());
        if (!notice.remedy().isEmpty()) html.open("p").element("em", "Remedy:").text(" " + notice.remedy()).close("p");
        html.close("div");
    }

    private void rows(String caption, Table table) {
        html.open("div", "class", "table", "tabindex", "0", "role", "region", "aria-label", caption.isEmpty() ? "Table" : caption).open("table");
        if (!caption.isEmpty()) html.element("caption", caption);
        html.open("thead").open("tr");
        for (String name : table.names()) html.element("th", name, "scope", "col", "class", table.isNumber(name) ? "number" : "text");
        html.close("tr").close("thead").open("tbody");
        List<List<String>> columns = table.names().stream().map(name -> cells(table, name)).toList();
        for (int row = 0; row < table.size(); row++) row(table, columns, row);
        html.close("tbody").close("table").close("div");
    }

    private void row(Table table, List<List<String>> columns, int row) {
        html.open("tr");
        for (int j = 0; j < columns.size(); j++) {
            boolean number = table.isNumber(table.names().get(j));
            if (j == 0 && !number) html.element("th", columns.get(j).get(row), "scope", "row", "class", "text");
            else html.element("td", columns.get(j).get(row), "class", number ? "number" : "text");
        }
        html.close("tr");
    }

    private static List<String> cells(Table table, String name) {
        if (!table.isNumber(name)) return table.texts(name);
        return Arrays.stream(table.column(name)).mapToObj(value -> Double.isNaN(value) ? "–" : Figures.number(value)).toList();
    }

    private static String style() {
        try (InputStream in = Page.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);                         // a part of the jar
        }
    }
}
