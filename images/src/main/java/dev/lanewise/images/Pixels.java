package dev.lanewise.images;

/// A picture in memory.
///
/// @param values `[height, width, channels]`, each an unsigned byte
record Pixels(int height, int width, int channels, byte[] values) {

    private static final double RED = 0.299;
    private static final double GREEN = 0.587;
    private static final double BLUE = 0.114;

    /// The same picture in this size and these colours.
    byte[] in(ImageForm form) { return colours(form.channels()).sized(form.height(), form.width()).values; }

    private Pixels colours(int wanted) {
        if (wanted == channels) return this;
        byte[] to = new byte[height * width * wanted];
        for (int pixel = 0; pixel < height * width; pixel++) {
            if (wanted == 1) to[pixel] = grey(pixel * channels);
            else for (int c = 0; c < wanted; c++) to[pixel * wanted + c] = values[pixel];
        }
        return new Pixels(height, width, wanted, to);
    }

    private byte grey(int from) {
        double grey = RED * Byte.toUnsignedInt(values[from]) + GREEN * Byte.toUnsignedInt(values[from + 1]) + BLUE * Byte.toUnsignedInt(values[from + 2]);
        return (byte) Math.round(grey);
    }

    private Pixels sized(int newHeight, int newWidth) {
        if (newHeight == height && newWidth == width) return this;
        return new Pixels(newHeight, newWidth, channels, Stretch.of(this, newHeight, newWidth));
    }
}
