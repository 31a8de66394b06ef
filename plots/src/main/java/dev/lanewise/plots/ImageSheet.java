package dev.lanewise.plots;

import dev.lanewise.linalg.Matrix;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;

/// Small one-channel images on a sheet: digits, eigen-images, filters, reconstructions.
///
/// | shading | 0 | from … to |
/// |---|---|---|
/// | `GRAY` | – | the smallest value of an image is black, its largest white |
/// | `INK` | – | the smallest value is white, the largest black: digits as on paper; white if all are the same |
/// | `SIGNED` | white | negative blue, positive red, by the largest magnitude of an image |
///
/// @param title above the sheet; may be empty
/// @param images one image a row, `[images, height · width]`, row-major
/// @param imageWidth pixels in a row of an image; must divide the columns of `images`
/// @param columns images in a row of the sheet
/// @param shading how values become colours
/// @param captions a text below each image, or none at all
public record ImageSheet(String title, Matrix images, int imageWidth, int columns, Shading shading, List<String> captions) implements Picture {

    /// How values become colours.
    public enum Shading { GRAY, INK, SIGNED }

    private static final int HEAD = 36;
    private static final int GAP = 6;
    private static final int CAPTION = 16;
    private static final int SMALLEST_SIDE = 72;

    public ImageSheet {
        if (imageWidth < 1 || images.columns() % imageWidth != 0) {
            throw new IllegalArgumentException("ImageSheet: expected an image width that divides " + images.columns() + " pixels, but got " + imageWidth);
        }
        if (columns < 1) throw new IllegalArgumentException("ImageSheet: expected columns ≥ 1, but got " + columns);
        if (!captions.isEmpty() && captions.size() != images.rows()) {
            throw new IllegalArgumentException("ImageSheet: expected a caption for each of " + images.rows() + " images or none, but got " + captions.size());
        }
        captions = List.copyOf(captions);
    }

    /// Square images in grey, ten in a row.
    ///
    /// @throws IllegalArgumentException unless the number of pixels is a square
    public static ImageSheet of(String title, Matrix images) {
        int side = (int) Math.round(Math.sqrt(images.columns()));
        if (side * side != images.columns()) throw new IllegalArgumentException("ImageSheet.of: expected square images, but got " + images.columns() + " pixels. Use the constructor to say the width");
        return new ImageSheet(title, images, Math.max(1, side), 10, Shading.GRAY, List.of());
    }

    public ImageSheet columns(int columns) { return new ImageSheet(title, images, imageWidth, columns, shading, captions); }

    public ImageSheet shading(Shading shading) { return new ImageSheet(title, images, imageWidth, columns, shading, captions); }

    public ImageSheet captions(List<String> captions) { return new ImageSheet(title, images, imageWidth, columns, shading, captions); }

    private int scale() { return Math.max(1, Math.ceilDiv(SMALLEST_SIDE, imageWidth)); }

    private int imageHeight() { return images.columns() / imageWidth; }

    private int cellWidth() { return imageWidth * scale() + GAP; }

    private int cellHeight() { return imageHeight() * scale() + GAP + (captions.isEmpty() ? 0 : CAPTION); }

    private int head() { return title.isEmpty() ? 0 : HEAD; }

    @Override public int width() { return GAP + Math.max(1, Math.min(columns, images.rows())) * cellWidth(); }

    @Override public int height() { return GAP + head() + Math.ceilDiv(images.rows(), columns) * cellHeight(); }

    @Override public void paint(Graphics2D graphics) {
        Titles.paint(graphics, title, width(), HEAD);
        for (int i = 0; i < images.rows(); i++) {
            int x = GAP + i % columns * cellWidth(), y = GAP + head() + i / columns * cellHeight();
            int w = imageWidth * scale(), h = imageHeight() * scale();
            graphics.drawImage(image(i), x, y, w, h, null);
            if (!captions.isEmpty()) Titles.caption(graphics, captions.get(i), x + w / 2, y + h + CAPTION - 3);
        }
    }

    /// Drawn larger pixel by pixel, because viewers of SVG smooth small images.
    private BufferedImage image(int number) {
        double[] values = images.row(number).toArray();
        int scale = scale();
        var image = new BufferedImage(imageWidth * scale, Math.max(1, imageHeight() * scale), BufferedImage.TYPE_INT_RGB);
        double low = IntStream.range(0, values.length).mapToDouble(i -> values[i]).min().orElse(0), high = IntStream.range(0, values.length).mapToDouble(i -> values[i]).max().orElse(0);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) image.setRGB(x, y, color(values[y / scale * imageWidth + x / scale], low, high).getRGB());
        }
        return image;
    }

    private Color color(double value, double low, double high) {
        double span = high - low, largest = Math.max(Math.abs(low), Math.abs(high));
        return switch (shading) {
            case GRAY -> Palette.gray(span == 0 ? 0.5 : (value - low) / span);
            case INK -> Palette.gray(span == 0 ? 1 : 1 - (value - low) / span);
            case SIGNED -> Palette.signed(largest == 0 ? 0 : value / largest);
        };
    }
}
