package dev.lanewise.core.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// How people write the ten digits: for each digit several ways, each a few strokes of the pen.
///
/// A way is a text. Its strokes are separated by `|`; a stroke is a list of points `x,y` in a box of 100 × 100 with the origin
/// at the top left, connected by straight lines after `l` and by a smooth curve (Catmull–Rom) after `s`.
final class DigitStrokes {

    private static final int STEPS = 6;                        // lines for one piece of a curve

    private final List<List<List<double[]>>> digits = Stream.of(
            ways("s 50,0 15,18 4,50 15,84 50,100 86,84 96,50 86,18 50,0",
                    "s 62,4 25,16 8,55 20,92 50,99 82,82 93,42 78,8 50,3 34,12",
                    "s 45,2 12,30 10,70 40,99 75,88 92,50 80,14 45,2 30,6"),
            ways("l 50,0 50,100",
                    "l 68,0 34,100",
                    "l 22,24 55,0 55,100",
                    "l 25,22 52,0 52,100 | l 20,100 84,100",
                    "s 30,20 48,8 56,0 | l 56,0 52,100"),
            ways("s 10,25 25,5 55,0 83,15 82,38 58,66 10,100 | l 10,100 92,100",
                    "s 12,22 35,2 70,4 85,28 65,60 30,90 12,98 8,88 25,82 50,93 75,100 95,92",
                    "s 15,16 50,0 83,20 70,50 40,78 15,98 | s 15,98 40,91 66,98 92,95",
                    "s 8,14 40,2 76,8 80,32 50,66 14,97 | s 14,97 34,84 60,96 90,99"),
            ways("s 12,12 45,0 80,12 78,35 40,47 | s 40,47 85,58 90,82 55,100 10,88",
                    "l 12,2 85,2 42,40 | s 42,40 80,48 90,75 65,98 28,100 8,86",
                    "s 15,8 55,0 80,18 65,40 33,48 | s 33,48 70,50 88,72 70,96 35,100 10,90",
                    "s 10,18 40,1 74,8 74,30 48,44 36,46 48,48 82,58 84,84 50,100 8,92"),
            ways("l 30,0 10,56 92,56 | l 68,12 66,100",
                    "l 65,0 5,68 95,68 | l 65,0 65,100",
                    "s 22,3 14,35 24,55 50,58 79,50 | s 84,0 79,50 72,100",
                    "l 18,4 16,54 84,50 | l 80,2 76,100"),
            ways("l 85,2 26,2 20,45 | s 20,45 50,36 85,50 90,75 60,98 10,92",
                    "l 28,4 22,44 | s 22,44 60,38 88,62 75,92 35,100 8,90 | l 28,4 92,0",
                    "s 90,4 56,3 30,8 22,42 | s 22,42 55,40 82,60 75,88 45,100 12,95",
                    "l 82,0 32,6 30,46 | s 30,46 66,44 82,70 60,96 14,98"),
            ways("s 75,2 40,20 15,55 15,85 45,100 80,88 82,62 50,50 20,66",
                    "s 60,0 30,30 12,70 30,98 65,98 80,75 60,55 30,60 16,78",
                    "s 40,0 20,40 12,75 35,100 72,95 80,70 55,56 22,68",
                    "s 86,8 56,4 26,30 12,66 28,97 64,98 84,78 66,58 38,62 18,84"),
            ways("l 8,4 90,4 40,100",
                    "l 8,6 90,4 42,100 | l 28,52 80,50",
                    "s 8,12 15,4 55,6 92,2 | s 92,2 60,40 45,75 42,100",
                    "l 8,20 10,3 90,3 | s 90,3 55,50 45,100"),
            ways("s 50,48 15,30 25,3 50,0 78,5 84,28 50,48 10,72 22,97 50,100 80,95 90,70 50,48",
                    "s 80,12 50,0 20,12 25,35 60,55 88,75 70,98 40,100 14,85 20,65 55,45 80,28 80,12",
                    "s 50,0 20,8 20,38 50,47 80,38 80,8 50,0 | s 50,47 12,60 12,92 50,100 88,92 88,60 50,47",
                    "s 76,6 36,2 26,26 62,52 78,82 46,100 22,82 40,54 78,24 84,4"),
            ways("s 82,25 60,2 25,5 12,30 30,50 62,45 82,22 | s 82,22 80,60 72,100",
                    "s 80,30 70,5 35,0 12,25 30,52 65,48 80,20 | s 80,20 86,60 65,95 25,98",
                    "s 75,8 40,0 12,22 25,48 60,45 78,15 | l 78,5 74,100",
                    "s 78,14 44,0 16,18 26,46 58,44 78,14 | s 78,14 70,60 46,100")).toList();

    /// The number of ways to write a digit.
    int ways(int digit) { return digits.get(digit).size(); }

    /// The strokes of one way to write a digit, each a polyline `x, y, x, y …` in the box of 100 × 100.
    List<double[]> strokes(int digit, int way) { return digits.get(digit).get(way); }

    private static List<List<double[]>> ways(String... ways) {
        return Stream.of(ways).map(way -> Stream.of(way.split("\\|")).map(stroke -> stroke(stroke.strip())).toList()).toList();
    }

    private static double[] stroke(String text) {
        double[] points = Stream.of(text.substring(2).split("[ ,]")).mapToDouble(Double::parseDouble).toArray();
        return text.startsWith("s") ? smooth(points) : straight(points);
    }

    /// Points on straight lines, as close as those on curves, so that distortion can bend them.
    private static double[] straight(double[] points) {
        List<Double> all = new ArrayList<>(List.of(points[0], points[1]));
        for (int i = 2; i < points.length; i += 2) {
            for (int step = 1; step <= 2 * STEPS; step++) {
                double t = step / (2.0 * STEPS);
                all.add(points[i - 2] + t * (points[i] - points[i - 2]));
                all.add(points[i - 1] + t * (points[i + 1] - points[i - 1]));
            }
        }
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// The Catmull–Rom curve through the points.
    private static double[] smooth(double[] points) {
        int pieces = points.length / 2 - 1;
        double[] curve = new double[2 * (pieces * STEPS + 1)];
        for (int i = 0; i <= pieces * STEPS; i++) {
            int piece = Math.min(i / STEPS, pieces - 1);
            double t = (double) i / STEPS - piece;
            for (int axis = 0; axis < 2; axis++) curve[2 * i + axis] = between(points, piece, axis, t);
        }
        return curve;
    }

    private static double between(double[] points, int piece, int axis, double t) {
        int last = points.length / 2 - 1;
        double a = points[2 * Math.max(piece - 1, 0) + axis];
        double b = points[2 * piece + axis];
        double c = points[2 * (piece + 1) + axis];
        double d = points[2 * Math.min(piece + 2, last) + axis];
        return b + t / 2 * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
    }
}
