package dev.lanewise.plots;

import java.awt.Color;

/// The colours and sizes that all pictures share.
///
/// Classes get colours that stay apart for colour-blind readers and in grey print; see Okabe & Ito, *Color universal design* (2008).
final class Palette {

    static final int TEXT = 12;
    static final int TITLE = 15;

    private Palette() { }

    /// The colour of class or series number `i`; after ten they repeat.
    static Color of(int i) {
        return switch (Math.floorMod(i, 10)) {
            case 0 -> new Color(0x0072B2);
            case 1 -> new Color(0xE69F00);
            case 2 -> new Color(0x009E73);
            case 3 -> new Color(0xD55E00);
            case 4 -> new Color(0xCC79A7);
            case 5 -> new Color(0x56B4E9);
            case 6 -> new Color(0x8C7A00);
            case 7 -> new Color(0x5B3A8C);
            case 8 -> new Color(0x555555);
            default -> new Color(0xA01030);
        };
    }

    /// The same colour, seen through.
    static Color faint(Color color, int alpha) { return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha); }

    /// Grey from black at 0 to white at 1.
    static Color gray(double share) {
        int level = level(share);
        return new Color(level, level, level);
    }

    /// Blue at −1, white at 0, red at 1.
    static Color signed(double value) {
        int fade = 255 - level(Math.abs(value));
        return value < 0 ? new Color(fade, (fade + 255) / 2 - (255 - fade) / 4, 255) : new Color(255, (fade + 255) / 2 - (255 - fade) / 2, fade);
    }

    /// From white at 0 through blue to near black at 1.
    static Color heat(double share) {
        double t = Math.clamp(share, 0.0, 1.0);
        return new Color((int) (255 * Math.pow(1 - t, 1.6)), (int) (255 * Math.pow(1 - t, 0.9)), (int) (255 - 150 * t * t));
    }

    private static int level(double share) { return (int) Math.round(255 * Math.clamp(Double.isNaN(share) ? 0 : share, 0.0, 1.0)); }
}
