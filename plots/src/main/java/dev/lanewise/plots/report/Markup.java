package dev.lanewise.plots.report;

/// Writes elements of HTML that are well-formed XML, too; texts and attributes are escaped.
final class Markup {

    private final StringBuilder html = new StringBuilder();

    /// Begins an element.
    ///
    /// @param attributes names and values by turns
    Markup open(String name, String... attributes) {
        tag(name, attributes);
        html.append('>');
        return this;
    }

    Markup close(String name) {
        html.append("</").append(name).append(">\n");
        return this;
    }

    /// An element without content.
    Markup empty(String name, String... attributes) {
        tag(name, attributes);
        html.append("/>\n");
        return this;
    }

    /// An element that holds a text.
    Markup element(String name, String text, String... attributes) { return open(name, attributes).text(text).close(name); }

    Markup text(String text) {
        html.append(escape(text));
        return this;
    }

    /// Markup that was made elsewhere and is trusted.
    Markup raw(String markup) {
        html.append(markup);
        return this;
    }

    private void tag(String name, String... attributes) {
        html.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) html.append(' ').append(attributes[i]).append("=\"").append(escape(attributes[i + 1])).append('"');
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isAllowed(c) ? c : '\uFFFD');
            }
        });
        return escaped.toString();
    }

    /// The same text with a sign for each character that no page may hold.
    static String legal(String text) {
        if (text.codePoints().allMatch(Markup::isAllowed)) return text;
        return text.codePoints().map(c -> isAllowed(c) ? c : '\uFFFD').collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    /// As [XML 1.0](https://www.w3.org/TR/xml/#charsets) has it; halves of surrogate pairs and control characters are not.
    private static boolean isAllowed(int c) { return c >= 0x20 && c < 0x7F || c > 0x9F && c < 0xD800 || c >= 0xE000 && c < 0xFFFE || c > 0xFFFF || c == '\n' || c == '\t'; }

    @Override public String toString() { return html.toString(); }
}
