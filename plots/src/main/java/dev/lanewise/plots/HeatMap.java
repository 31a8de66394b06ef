package dev.lanewise.plots;

import dev.lanewise.linalg.Matrix;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// A matrix as coloured cells: confusion matrices, correlations, gates over time, attention.
///
/// From white at the smallest value to dark blue at the largest; with values below 0 from blue over white at 0 to red. Numbers are written into cells that
/// are large enough.
///
/// @param title above the map; may be empty
/// @param values `[rows, columns]`
/// @param rowNames beside the rows, or none
/// @param columnNames below the columns, or none
/// @param cell width and height of a cell in pixels
public record HeatMap(String title, Matrix values, List<String> rowNames, List<String> columnNames, int cell) implements Picture {

    private static final int HEAD = 36;
    private static final int WIDEST = 520;
    private static final int LETTER = 7;
    private static final int ROOM_FOR_NUMBERS = 34;

    public HeatMap {
        if (cell < 1) throw new IllegalArgumentException("HeatMap: expected cells of at least one pixel, but got " + cell);
        requireNames("row", values.rows(), rowNames);
        requireNames("column", values.columns(), columnNames);
        rowNames = List.copyOf(rowNames);
        columnNames = List.copyOf(columnNames);
    }

    private static void requireNames(String axis, int count, List<String> names) {
        if (!names.isEmpty() && names.size() != count) {
            throw new IllegalArgumentException("HeatMap: expected a name for each of " + count + " " + axis + "s or none, but got " + names.size());
        }
    }

    public static HeatMap of(String title, Matrix values, List<String> rowNames, List<String> columnNames) {
        int largest = Math.max(1, Math.max(values.rows(), values.columns()));
        return new HeatMap(title, values, rowNames, columnNames, Math.clamp(WIDEST / largest, 4, 44));
    }

    @Override public int width() { return left() + Math.max(1, values.columns()) * cell + 16; }

    @Override public int height() { return head() + Math.max(1, values.rows()) * cell + below() + 8; }

    private int head() { return title.isEmpty() ? 8 : HEAD; }

    private int left() { return 12 + LETTER * longest(rowNames); }

    private int below() { return columnNames.isEmpty() ? 0 : slanted() ? 8 + LETTER * longest(columnNames) : 20; }

    private boolean slanted() { return isLong(longest(columnNames)); }

    private boolean isLong(int letters) { return letters * LETTER > cell; }

    private static int longest(List<String> names) { return names.stream().mapToInt(String::length).max().orElse(0); }

    @Override public void paint(Graphics2D graphics) {
        Titles.paint(graphics, title, width(), HEAD);
        double[] all = values.toArray();
        double low = IntStream.range(0, all.length).mapToDouble(i -> all[i]).filter(Double::isFinite).min().orElse(0);
        double high = IntStream.range(0, all.length).mapToDouble(i -> all[i]).filter(Double::isFinite).max().orElse(0);
        for (int i = 0; i < values.rows(); i++) {
            for (int j = 0; j < values.columns(); j++) paintCell(graphics, i, j, low, high);
        }
        paintNames(graphics);
    }

    private void paintCell(Graphics2D graphics, int i, int j, double low, double high) {
        double value = values.get(i, j), largest = Math.max(Math.abs(low), Math.abs(high)), share = high > low ? (value - low) / (high - low) : 0;
        Color color = low < 0 ? Palette.signed(largest == 0 ? 0 : value / largest) : Palette.heat(share);
        int x = left() + j * cell, y = head() + i * cell;
        graphics.setColor(Double.isFinite(value) ? color : Color.LIGHT_GRAY);
        graphics.fillRect(x, y, cell, cell);
        if (cell < ROOM_FOR_NUMBERS) return;
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, Palette.TEXT - 1));
        graphics.setColor(isDark(color) ? Color.WHITE : Color.BLACK);
        String text = value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : String.format(Locale.ROOT, "%.2f", value);
        graphics.drawString(text, x + (cell - graphics.getFontMetrics().stringWidth(text)) / 2, y + cell / 2 + 4);
    }

    /// By how bright eyes find red, green and blue.
    private static boolean isDark(Color color) { return 0.299 * color.getRed() + 0.587 * color.getGreen() + 0.114 * color.getBlue() < 140; }

    private void paintNames(Graphics2D graphics) {
        for (int i = 0; i < rowNames.size(); i++) Titles.caption(graphics, rowNames.get(i), left() / 2, head() + i * cell + cell / 2 + 4);
        for (int j = 0; j < columnNames.size(); j++) {
            int x = left() + j * cell + cell / 2, y = head() + values.rows() * cell + 14;
            if (isLong(columnNames.get(j).length())) Titles.turned(graphics, columnNames.get(j), x, y - 6);
            else Titles.caption(graphics, columnNames.get(j), x, y);
        }
    }
}
