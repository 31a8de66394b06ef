package dev.lanewise.plots;

import dev.lanewise.core.DataException;
import dev.lanewise.core.data.WholeFile;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.ImageHandlerBase64Encoder;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Element;

/// Pictures as the bytes of files.
final class PictureFile {

    private static final String SVG = "http://www.w3.org/2000/svg";

    private PictureFile() { }

    static void write(Picture picture, Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(".png")) WholeFile.write(file, picture.png());
        else if (name.endsWith(".svg")) WholeFile.write(file, picture.svg().getBytes(StandardCharsets.UTF_8));
        else throw new DataException("Picture.save: expected a name that ends in .png or .svg, but got " + file);
    }

    static byte[] png(Picture picture, int scale) {
        if (scale < 1) throw new IllegalArgumentException("Picture.png: expected a scale ≥ 1, but got " + scale);
        var image = new BufferedImage(picture.width() * scale, picture.height() * scale, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(scale, scale);
        paint(picture, graphics);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);                                       // memory does not fail
        }
        return bytes.toByteArray();
    }

    static String svg(Picture picture, String prefix) {
        try {
            var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().getDOMImplementation().createDocument(SVG, "svg", null);
            var context = SVGGeneratorContext.createDefault(document);
            context.setImageHandler(new PngImages());
            context.setIDGenerator(new Prefixed(prefix));
            var graphics = new SVGGraphics2D(context, false);
            graphics.setSVGCanvasSize(new java.awt.Dimension(picture.width(), picture.height()));
            paint(picture, graphics);
            return text(graphics, picture, prefix);
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException("Picture.svg: the JDK's XML parser is missing", e);
        }
    }

    /// Images inside an SVG, by the JDK's PNG writer: Batik's own is in a jar that brings much else.
    private static final class PngImages extends ImageHandlerBase64Encoder {

        @Override public void encodeImage(RenderedImage image, OutputStream out) throws SVGGraphics2DIOException {
            try {
                ImageIO.write(image, "png", out);
            } catch (IOException e) {
                throw new SVGGraphics2DIOException("PNG", e);
            }
        }
    }

    /// Names of elements that begin alike.
    private static final class Prefixed extends SVGIDGenerator {

        private final String prefix;

        Prefixed(String prefix) {
            this.prefix = prefix;
        }

        @Override public String generateID(String kind) { return prefix + super.generateID(kind); }
    }

    private static String text(SVGGraphics2D graphics, Picture picture, String prefix) throws IOException {
        var writer = new StringWriter();
        var root = graphics.getRoot();
        root.setAttributeNS(null, "viewBox", "0 0 " + picture.width() + " " + picture.height());
        ((Element) root.getElementsByTagName("defs").item(0)).setAttributeNS(null, "id", prefix + "defs");     // the one that Batik names itself
        graphics.stream(root, writer, true, false);
        return writer.getBuffer().substring(writer.getBuffer().indexOf("<svg"));                 // the DTD named before it would be fetched by some readers
    }

    private static void paint(Picture picture, Graphics2D graphics) {
        graphics.addRenderingHints(Map.of(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON,
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON));
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, picture.width(), picture.height());
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, Palette.TEXT));
        picture.paint(graphics);
    }
}
