package dev.lanewise.plots;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;

/// Headings and captions.
final class Titles {

    private Titles() { }

    /// A title in the middle of a strip at the top; nothing for an empty one.
    static void paint(Graphics2D graphics, String title, int width, int height) {
        if (title.isEmpty()) return;
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, Palette.TITLE));
        centered(graphics, title, width / 2, height / 2 + Palette.TITLE / 2 - 1);
    }

    /// A small text whose middle stands at `x`.
    static void caption(Graphics2D graphics, String text, int x, int y) {
        graphics.setColor(Color.DARK_GRAY);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, Palette.TEXT - 1));
        centered(graphics, text, x, y);
    }

    /// A small text from top to bottom, from `y` on, whose middle stands at `x`.
    static void turned(Graphics2D graphics, String text, int x, int y) {
        var turned = (Graphics2D) graphics.create();
        turned.translate(x - 2, y);
        turned.rotate(Math.PI / 2);
        turned.setColor(Color.DARK_GRAY);
        turned.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, Palette.TEXT - 1));
        turned.drawString(text, 0, 2);
        turned.dispose();
    }

    private static void centered(Graphics2D graphics, String text, int x, int y) {
        graphics.drawString(text, x - graphics.getFontMetrics().stringWidth(text) / 2, y);
    }
}
