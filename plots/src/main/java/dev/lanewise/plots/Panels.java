package dev.lanewise.plots;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;

/// Pictures in rows and columns under one title; a cell is as large as the largest of them.
///
/// @param title above all; may be empty
/// @param columns pictures in a row, at least 1
/// @param cells the pictures, row by row
/// @param key what the colours 0, 1, 2, … mean, below all; may be empty
public record Panels(String title, int columns, List<Picture> cells, List<String> key) implements Picture {

    private static final int HEAD = 36;
    private static final int FOOT = 30;
    private static final int DOT = 9;

    public Panels {
        if (columns < 1) throw new IllegalArgumentException("Panels: expected columns ≥ 1, but got " + columns);
        cells = List.copyOf(cells);
        key = List.copyOf(key);
    }

    public static Panels of(String title, int columns, List<? extends Picture> cells) { return new Panels(title, columns, List.copyOf(cells), List.of()); }

    public Panels key(List<String> key) { return new Panels(title, columns, cells, key); }

    @Override public int width() { return Math.max(1, Math.min(columns, cells.size()) * cellWidth()); }

    @Override public int height() { return Math.max(1, head() + Math.ceilDiv(cells.size(), columns) * cellHeight() + (key.isEmpty() ? 0 : FOOT)); }

    private int head() { return title.isEmpty() ? 0 : HEAD; }

    private int cellWidth() { return cells.stream().mapToInt(Picture::width).max().orElse(1); }

    private int cellHeight() { return cells.stream().mapToInt(Picture::height).max().orElse(1); }

    @Override public void paint(Graphics2D graphics) {
        Titles.paint(graphics, title, width(), HEAD);
        for (int i = 0; i < cells.size(); i++) {
            var cell = (Graphics2D) graphics.create();
            cell.translate(i % columns * cellWidth(), head() + i / columns * cellHeight());
            cells.get(i).paint(cell);
            cell.dispose();
        }
        if (!key.isEmpty()) paintKey(graphics);
    }

    private void paintKey(Graphics2D graphics) {
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, Palette.TEXT));
        int width = key.stream().mapToInt(name -> keyWidth(graphics, name)).sum(), x = Math.max(4, (width() - width) / 2), y = height() - FOOT / 2;
        for (int i = 0; i < key.size(); i++) {
            graphics.setColor(Palette.of(i));
            graphics.fillOval(x, y - DOT / 2, DOT, DOT);
            graphics.setColor(Color.DARK_GRAY);
            graphics.drawString(key.get(i), x + DOT + 5, y + Palette.TEXT / 2 - 1);
            x += keyWidth(graphics, key.get(i));
        }
    }

    private static int keyWidth(Graphics2D graphics, String name) { return DOT + 22 + graphics.getFontMetrics().stringWidth(name); }
}
