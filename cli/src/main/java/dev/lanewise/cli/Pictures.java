package dev.lanewise.cli;

import dev.lanewise.core.Figures;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.linalg.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Images and points as text.
final class Pictures {

    private static final double INK = 110;                     // of 255
    private static final int MARGIN = 2;                      // pixels at each edge that are not worth a character
    private static final String GAP = "   ";

    private Pictures() { }

    /// Images side by side with a caption under each; a character holds two pixels, one above the other.
    static String images(Dataset data, int[] rows, List<String> captions) { return images(data.rows(rows).matrix(), data.schema().input().extent(1), captions); }

    /// The same for images as rows of a matrix.
    ///
    /// @param images `[images, height · width]`, 0 … 255
    static String images(Matrix images, int width, List<String> captions) {
        List<List<String>> pictures = IntStream.range(0, images.rows()).mapToObj(row -> image(images.row(row), width)).toList();
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < pictures.getFirst().size(); line++) {
            int current = line;
            text.append(GAP).append(String.join(GAP, pictures.stream().map(picture -> picture.get(current)).toList()).stripTrailing()).append('\n');
        }
        int characters = pictures.getFirst().getFirst().length();
        return text.append(GAP).append(String.join(GAP, captions.stream().map(caption -> centred(caption, characters)).toList()).stripTrailing()).append('\n').toString();
    }

    private static List<String> image(Matrix pixels, int width) {
        double[] grey = pixels.toArray();
        int height = grey.length / width;
        List<String> lines = new ArrayList<>();
        for (int y = MARGIN; y < height - MARGIN; y += 2) {
            StringBuilder line = new StringBuilder();
            for (int x = MARGIN; x < width - MARGIN; x++) line.append(halves(grey[y * width + x] > INK, grey[(y + 1) * width + x] > INK));
            lines.add(line.toString());
        }
        return lines;
    }

    private static char halves(boolean upper, boolean lower) { return upper ? lower ? '█' : '▀' : lower ? '▄' : ' '; }

    private static String centred(String caption, int width) {
        int left = Math.max(0, width - caption.length()) / 2;
        return " ".repeat(left) + caption + " ".repeat(Math.max(0, width - caption.length() - left));
    }

    /// Points in the plane, the first column to the right and the second upwards in the same units.
    static String points(Matrix points, int columns, int lines) {
        double[] x = points.column(0).toArray(), y = points.column(1).toArray();
        double span = Math.max(range(x) / columns, range(y) / (2 * lines));           // of one column; a line is twice as high
        char[][] canvas = new char[lines][columns];
        for (char[] line : canvas) Arrays.fill(line, ' ');
        for (int i = 0; i < x.length; i++) {
            int line = cell(middle(y) - y[i], 2 * span, lines), column = cell(x[i] - middle(x), span, columns);
            canvas[line][column] = canvas[line][column] == ' ' ? '•' : '●';
        }
        StringBuilder text = new StringBuilder();
        for (char[] line : canvas) text.append(GAP).append('│').append(new String(line).stripTrailing()).append('\n');
        return text.append(GAP).append('└').append("─".repeat(columns)).append('\n').toString();
    }

    /// A series over time, as wide and as high as there is room, with its largest and smallest value beside it.
    static String curve(double[] values, int columns, int lines) {
        double low = Arrays.stream(values).min().orElse(0), high = Arrays.stream(values).max().orElse(0);
        char[][] canvas = new char[lines][columns];
        for (char[] line : canvas) Arrays.fill(line, ' ');
        for (int i = 0; i < values.length; i++) {
            int line = lines - 1 - (int) Math.min(lines - 1, (values[i] - low) / (high - low + 1e-12) * lines);
            canvas[line][(int) ((long) i * columns / values.length)] = '•';
        }
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < lines; line++) {
            String label = line == 0 ? Figures.number(high) : line == lines - 1 ? Figures.number(low) : "";
            text.append(String.format("%12s │%s%n", label, new String(canvas[line]).stripTrailing()));
        }
        return text.append(" ".repeat(13)).append('└').append("─".repeat(columns)).append('\n').toString();
    }

    private static int cell(double fromMiddle, double span, int cells) { return Math.clamp((long) Math.floor(fromMiddle / span + cells / 2.0), 0, cells - 1); }

    private static double range(double[] values) { return Arrays.stream(values).max().orElse(0) - Arrays.stream(values).min().orElse(0) + 1e-9; }

    private static double middle(double[] values) { return (Arrays.stream(values).max().orElse(0) + Arrays.stream(values).min().orElse(0)) / 2; }
}
