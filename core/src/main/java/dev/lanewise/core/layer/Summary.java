package dev.lanewise.core.layer;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The table that `summary()` prints: layer, output shape, parameters.
final class Summary {

    private record Line(String layer, Shape shape, long parameters) { }

    private final String title;
    private final List<Line> lines = new ArrayList<>();

    Summary(String title) {
        this.title = title;
    }

    void add(String layer, Shape shape, BoundLayer bound) {
        lines.add(new Line(layer, shape, bound.weights().stream().map(Weight::shape).mapToLong(Shape::size).sum()));
    }

    @Override public String toString() {
        int layerWidth = lines.stream().mapToInt(line -> line.layer.length()).max().orElse(0);
        int shapeWidth = lines.stream().mapToInt(line -> line.shape.toString().length()).max().orElse(0);
        StringBuilder text = new StringBuilder(title).append("(\n");
        for (Line line : lines) {
            text.append(String.format(Locale.ROOT, "  %-" + layerWidth + "s -> %-" + shapeWidth + "s %,12d parameters\n", line.layer, line.shape, line.parameters));
        }
        long total = lines.stream().mapToLong(Line::parameters).sum();
        return text.append(String.format(Locale.ROOT, ") total %,d parameters, %,d bytes as float32", total, 4 * total)).toString();
    }
}
