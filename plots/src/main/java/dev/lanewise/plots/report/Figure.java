package dev.lanewise.plots.report;

import dev.lanewise.plots.HeatMap;
import dev.lanewise.plots.Panels;
import dev.lanewise.plots.Picture;
import java.util.Base64;

/// A drawing inside a page: lines as SVG, pictures that consist of pixels or of very many lines as PNG.
///
/// @param prefix which names of elements begin with, so that they are the page's only ones
record Figure(Block.Drawing drawing, String prefix) {

    private static final int MOST_SVG = 400_000;
    private static final int NARROW = 560;

    String markup() {
        Picture picture = drawing.picture();
        String svg = picture.svg(prefix);
        boolean pixels = svg.contains("<image"), drawn = !pixels && svg.length() <= MOST_SVG;
        Markup html = new Markup().open("figure", "class", (pixels || isMap(picture) ? "pixels" : "drawn") + (picture.width() > NARROW ? " wide" : ""));
        html.raw(drawn ? svg(svg) : png()).element("figcaption", drawing.caption());
        return html.close("figure").toString();
    }

    /// Whether its colours mean something, so that they must stay as they are in the dark: "the darker, the more".
    private static boolean isMap(Picture picture) { return picture instanceof HeatMap || picture instanceof Panels panels && panels.cells().stream().anyMatch(Figure::isMap); }

    /// As wide as its box, but not wider than it was meant to be.
    private String width() { return "max-width:" + drawing.picture().width() + "px"; }

    private String svg(String svg) {
        Markup root = new Markup().open("svg", "xmlns", "http://www.w3.org/2000/svg", "xmlns:xlink", "http://www.w3.org/1999/xlink", "viewBox",
                "0 0 " + drawing.picture().width() + " " + drawing.picture().height(), "role", "img", "aria-label", drawing.caption(), "style", width());
        return root.raw(Markup.legal(svg.substring(svg.indexOf('>') + 1)).replaceFirst("<!--.*?-->", "")).toString();
    }

    private String png() {
        String data = Base64.getEncoder().encodeToString(drawing.picture().png(2));
        return new Markup().empty("img", "src", "data:image/png;base64," + data, "alt", drawing.caption(), "width", Integer.toString(drawing.picture().width()),
                "height", Integer.toString(drawing.picture().height()), "style", width()).toString();
    }
}
