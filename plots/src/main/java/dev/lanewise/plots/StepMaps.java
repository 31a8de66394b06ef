package dev.lanewise.plots;

import dev.lanewise.linalg.Matrix;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Numbers that change from step to step, such as the gates and states of a recurrent layer and what it reads: a strip for each name, with a column
/// for each step and a row for each unit.
///
/// From white at 0 to dark blue at 1 where all numbers of a strip lie between them, as those of gates do. Where some are below 0: blue for these, white for
/// 0 and red for those above, up to the largest magnitude of the strip. The smallest and the largest number stand beside it. Grey where there is none (NaN).
///
/// @param title above all; may be empty
/// @param maps by name, `[time, units]` each, all of the same time
/// @param steps names below the columns, or none: then they are numbered from 1
public record StepMaps(String title, Map<String, Matrix> maps, List<String> steps) implements Picture {

    private static final int HEAD = 36;
    private static final int GAP = 10;
    private static final int LETTER = 7;
    private static final int WIDEST = 560;
    private static final int HIGHEST = 84;
    private static final int ROOM_FOR_NAME = 30;

    public StepMaps {
        maps = Collections.unmodifiableMap(new LinkedHashMap<>(maps));
        steps = List.copyOf(steps);
        int time = time(maps);
        if (maps.values().stream().anyMatch(map -> map.rows() != time)) throw new IllegalArgumentException("StepMaps: expected maps of as many steps each, but got " + maps.values().stream().map(Matrix::rows).toList());
        if (!steps.isEmpty() && !maps.isEmpty() && steps.size() != time) throw new IllegalArgumentException("StepMaps: expected a name for each of " + time + " steps or none, but got " + steps.size());
    }

    public static StepMaps of(String title, Map<String, Matrix> maps) { return new StepMaps(title, maps, List.of()); }

    public StepMaps steps(List<String> steps) { return new StepMaps(title, maps, steps); }

    private static int time(Map<String, Matrix> maps) { return maps.values().stream().mapToInt(Matrix::rows).findFirst().orElse(0); }

    private int cellWidth() { return Math.clamp(WIDEST / Math.max(1, time(maps)), 2, 26); }

    private static int cellHeight(Matrix map) { return Math.clamp(HIGHEST / Math.max(1, map.columns()), 2, 14); }

    /// A strip with few rows is as high as its name and range need.
    private static int strip(Matrix map) { return Math.max(ROOM_FOR_NAME, map.columns() * cellHeight(map)); }

    private int left() { return 20 + LETTER * Math.max(14, maps.keySet().stream().mapToInt(String::length).max().orElse(0)); }

    private int longestStep() { return steps.stream().mapToInt(String::length).max().orElse(0); }

    private boolean turned() { return longestStep() * LETTER > cellWidth() + 2; }

    private int foot() { return turned() ? 10 + LETTER * longestStep() : 24; }

    private int head() { return title.isEmpty() ? 6 : HEAD; }

    @Override public int width() { return left() + Math.max(1, time(maps)) * cellWidth() + 16; }

    @Override public int height() { return head() + maps.values().stream().mapToInt(map -> strip(map) + GAP).sum() + foot(); }

    @Override public void paint(Graphics2D graphics) {
        Titles.paint(graphics, title, width(), HEAD);
        int y = head();
        for (var entry : maps.entrySet()) {
            paintStrip(graphics, entry.getKey(), entry.getValue(), y);
            y += strip(entry.getValue()) + GAP;
        }
        paintSteps(graphics, y - GAP);
    }

    private void paintStrip(Graphics2D graphics, String name, Matrix map, int y) {
        double[] all = Arrays.stream(map.toArray()).filter(Double::isFinite).toArray();
        double low = Arrays.stream(all).min().orElse(0), high = Arrays.stream(all).max().orElse(0);
        int height = map.columns() * cellHeight(map), top = y + (strip(map) - height) / 2, middle = y + strip(map) / 2;
        if (map.rows() > 0 && map.columns() > 0) graphics.drawImage(image(map, low, high), left(), top, null);
        graphics.setColor(Color.LIGHT_GRAY);
        graphics.drawRect(left() - 1, top - 1, map.rows() * cellWidth() + 1, height + 1);
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, Palette.TEXT));
        toTheRight(graphics, name, left() - 8, middle - 2);
        graphics.setColor(Color.DARK_GRAY);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, Palette.TEXT - 2));
        if (all.length > 0) toTheRight(graphics, range(low, high), left() - 8, middle + Palette.TEXT - 1);
    }

    private static String range(double low, double high) { return String.format(Locale.ROOT, Math.max(-low, high) < 1000 ? "%.2f … %.2f" : "%.3g … %.3g", low, high); }

    private static void toTheRight(Graphics2D graphics, String text, int right, int y) { graphics.drawString(text, right - graphics.getFontMetrics().stringWidth(text), y); }

    private BufferedImage image(Matrix map, double low, double high) {
        int width = cellWidth(), height = cellHeight(map);
        var image = new BufferedImage(map.rows() * width, map.columns() * height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) image.setRGB(x, y, color(map.get(x / width, y / height), low, high).getRGB());
        }
        return image;
    }

    private static Color color(double value, double low, double high) {
        if (!Double.isFinite(value)) return Color.LIGHT_GRAY;
        return low < 0 ? Palette.signed(value / Math.max(-low, high)) : Palette.heat(value / Math.max(1, high));
    }

    private void paintSteps(Graphics2D graphics, int y) {
        int time = time(maps), every = 1, width = turned() ? Palette.TEXT + 2 : steps.isEmpty() ? LETTER * Integer.toString(time).length() + 6 : LETTER * longestStep() + 2;
        while (every * cellWidth() < width) every++;
        if (steps.isEmpty()) every = rounded(every);
        for (int t = steps.isEmpty() ? every - 1 : 0; t < time; t += every) {
            int x = left() + t * cellWidth() + cellWidth() / 2;
            if (turned()) Titles.turned(graphics, steps.get(t), x, y + 8);
            else Titles.caption(graphics, steps.isEmpty() ? Integer.toString(t + 1) : steps.get(t), x, y + 16);
        }
    }

    private static int rounded(int every) {
        int power = 1;
        while (power * 10 < every) power *= 10;
        return every <= power ? power : every <= 2 * power ? 2 * power : every <= 5 * power ? 5 * power : 10 * power;
    }
}
