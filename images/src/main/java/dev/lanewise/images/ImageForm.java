package dev.lanewise.images;

import dev.lanewise.core.Shape;

/// The size and the colours that pictures are brought to, so that all of them are samples of one shape.
///
/// A picture of another size is stretched by a triangle filter as wide as the reduction, so that fine patterns don't alias. Colours become
/// grey by `0.299 R + 0.587 G + 0.114 B`; what is transparent is white.
///
/// @param height in pixels
/// @param width in pixels
/// @param channels 1 for grey, 3 for red, green and blue
public record ImageForm(int height, int width, int channels) {

    public ImageForm {
        if (Math.min(height, width) < 1) throw new IllegalArgumentException("ImageForm: expected height and width ≥ 1, but got " + height + " × " + width);
        if (channels != 1 && channels != 3) throw new IllegalArgumentException("ImageForm: expected 1 channel, or 3, but got " + channels);
    }

    /// Square pictures in colour.
    public static ImageForm of(int side) { return new ImageForm(side, side, 3); }

    public ImageForm grey() { return new ImageForm(height, width, 1); }

    /// `[height, width, channels]`
    public Shape shape() { return Shape.of(height, width, channels); }
}
