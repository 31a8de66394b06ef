package dev.lanewise.images;

import dev.lanewise.core.DataException;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/// One picture in a file. Of several in one file, as in an animation, it is the first. What a camera says of its turning is not looked at.
final class ImageFile {

    private static final long MOST_PIXELS = 100_000_000;
    private static final int WHITE = 255;

    private ImageFile() { }

    /// What its header says.
    ///
    /// @param grey whether it has no colours
    record Header(int height, int width, boolean grey) { }

    static boolean isCalledLikeOne(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".gif");
    }

    private interface Look<T> {
        T at(ImageReader reader) throws IOException;
    }

    static Header header(Path file) { return look(file, reader -> header(file, reader)); }

    /// @throws DataException if it is no sound picture
    static Pixels read(Path file) {
        return look(file, reader -> {
            header(file, reader);
            AtomicBoolean whole = new AtomicBoolean(true);
            reader.addIIOReadWarningListener((_, warning) -> { if (warning.contains("end of")) whole.set(false); });
            BufferedImage image = reader.read(0);
            if (!whole.get()) throw broken(file, "it was cut off");
            return isGrey(image.getColorModel()) ? grey(image) : colours(image);
        });
    }

    /// A decoder trips over a broken file in many ways.
    private static <T> T look(Path file, Look<T> look) {
        if (!Files.exists(file)) throw new DataException(file + ": there is no such file");
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) throw broken(file, "it is none of them");
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return look.at(reader);
            } finally {
                reader.dispose();
            }
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new DataException(broken(file, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()).getMessage(), e);
        }
    }

    private static DataException broken(Path file, String reason) { return new DataException(file + ": expected a picture as PNG, JPEG or GIF, but " + reason); }

    private static Header header(Path file, ImageReader reader) throws IOException {
        int height = reader.getHeight(0), width = reader.getWidth(0);
        if ((long) height * width > MOST_PIXELS) throw broken(file, "it has " + width + " × " + height + " pixels, more than 100 million");
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
        return new Header(height, width, types.hasNext() && isGrey(types.next().getColorModel()));
    }

    private static boolean isGrey(ColorModel model) {
        if (!(model instanceof IndexColorModel palette)) return model.getNumColorComponents() == 1;
        for (int i = 0; i < palette.getMapSize(); i++) {
            if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) return false;
        }
        return true;
    }

    /// Grey levels as they stand in the file: Java's conversion to colours would change them.
    private static Pixels grey(BufferedImage image) {
        int height = image.getHeight(), width = image.getWidth();
        byte[] to = new byte[height * width];
        Raster raster = image.getRaster();
        IndexColorModel palette = image.getColorModel() instanceof IndexColorModel own ? own : null;
        boolean transparent = image.getColorModel().hasAlpha() && palette == null;
        int extraBits = image.getColorModel().getComponentSize(0) - Byte.SIZE;
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at++) {
                int level = raster.getSample(x, y, 0);
                if (palette != null) to[at] = overWhite(palette.getRed(level), palette.getAlpha(level));
                else to[at] = overWhite(extraBits > 0 ? level >> extraBits : level, transparent ? raster.getSample(x, y, 1) >> Math.max(0, extraBits) : WHITE);
            }
        }
        return new Pixels(height, width, 1, to);
    }

    private static Pixels colours(BufferedImage image) {
        int height = image.getHeight(), width = image.getWidth();
        int[] row = new int[width];
        byte[] to = new byte[Math.multiplyExact(height * width, 3)];
        for (int y = 0, at = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                for (int shift = 16; shift >= 0; shift -= 8) to[at++] = overWhite(row[x] >> shift & 0xff, row[x] >>> 24);
            }
        }
        return new Pixels(height, width, 3, to);
    }

    private static byte overWhite(int level, int alpha) {
        return (byte) (alpha == WHITE ? level : (level * alpha + WHITE * (WHITE - alpha) + WHITE / 2) / WHITE);
    }
}
