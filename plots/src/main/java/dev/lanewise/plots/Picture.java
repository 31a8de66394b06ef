package dev.lanewise.plots;

import dev.lanewise.core.DataException;
import java.awt.Graphics2D;
import java.nio.file.Path;

/// Something to look at: a description that is drawn when it is saved.
///
/// A picture is a value; drawing it twice gives the same. Sizes are in pixels of a PNG, and in units of the same size in an SVG.
public interface Picture {

    int width();

    int height();

    /// Draws the picture with its upper left corner at the origin.
    void paint(Graphics2D graphics);

    /// The picture as a PNG file.
    default byte[] png() { return png(1); }

    /// The same with so many pixels for each of its own in either direction, for sharp screens and paper.
    default byte[] png(int scale) { return PictureFile.png(this, scale); }

    /// The picture as a self-contained SVG document, which scales without loss.
    default String svg() { return svg(""); }

    /// The same, where each name of an element begins with this text: for several drawings in one page.
    default String svg(String prefix) { return PictureFile.svg(this, prefix); }

    /// Writes a `.png` or `.svg` file; the old file survives whatever goes wrong.
    ///
    /// @throws DataException if the name ends in neither
    default void save(Path file) { PictureFile.write(this, file); }
}
