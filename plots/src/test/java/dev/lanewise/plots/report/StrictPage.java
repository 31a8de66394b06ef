package dev.lanewise.plots.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/// A page looked at strictly: well-formed, nothing from elsewhere, every name once, a text for every picture.
final class StrictPage {

    private StrictPage() { }

    static Document read(String html) {
        Document page = parse(html);
        List<Element> all = elements(page);
        assertThat(page.getDocumentElement().getAttribute("lang")).isNotEmpty();
        assertThat(all.stream().filter(element -> element.hasAttribute("id")).map(element -> element.getAttribute("id"))).doesNotHaveDuplicates();
        all.forEach(StrictPage::requireNothingFromElsewhere);
        all.forEach(element -> requireTextAndTarget(page, element));
        String style = page.getElementsByTagName("style").item(0).getTextContent();
        assertThat(style).doesNotContain("url(", "@import").contains("prefers-color-scheme: dark", "@media print");
        return page;
    }

    static List<Element> elements(Document page) {
        var all = page.getElementsByTagName("*");
        return IntStream.range(0, all.getLength()).mapToObj(i -> (Element) all.item(i)).toList();
    }

    private static Document parse(String html) {
        assertThat(html).startsWith("<!DOCTYPE html>\n<html ");
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
        } catch (Exception e) {
            throw new AssertionError("no well-formed page: " + e.getMessage(), e);
        }
    }

    private static void requireNothingFromElsewhere(Element element) {
        assertThat(element.getTagName()).isNotIn("script", "iframe", "object", "embed", "base", "form");
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            String name = attributes.item(i).getNodeName(), value = attributes.item(i).getNodeValue();
            assertThat(name).doesNotStartWith("on");
            if (name.equals("src") || name.endsWith("href")) assertThat(value).matches("(?s)#.+|data:.*");
            if (!name.startsWith("xmlns") && value.contains("url(")) assertThat(value).contains("url(#");
        }
    }

    private static void requireTextAndTarget(Document page, Element element) {
        if (element.getTagName().equals("img")) assertThat(element.hasAttribute("alt")).isTrue();
        if (element.getTagName().equals("svg")) assertThat(element.hasAttribute("aria-label")).isTrue();
        String target = element.getAttribute("href");
        if (target.startsWith("#")) assertThat(elements(page).stream().filter(other -> other.getAttribute("id").equals(target.substring(1)))).hasSize(1);
    }
}
