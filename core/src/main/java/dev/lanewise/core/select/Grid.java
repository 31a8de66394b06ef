package dev.lanewise.core.select;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Every combination of some values: `Grid.of("C", 0.1, 1, 10).and("penalty", "l2", "none")`.
///
/// Names may lead into the tree of options: `steps.1.C`.
///
/// @param axes the last one turns fastest
public record Grid(List<Axis> axes) implements Candidates {

    /// An option and its values.
    public record Axis(String path, List<Object> values) {

        public Axis {
            values = List.copyOf(values);
            if (values.isEmpty()) throw new IllegalArgumentException("Grid: expected values for '" + path + "', but got none");
        }
    }

    public Grid {
        axes = List.copyOf(axes);
    }

    public static Grid of(String path, Object... values) { return new Grid(List.of()).and(path, values); }

    public Grid and(String path, Object... values) {
        List<Axis> more = new ArrayList<>(axes);
        more.add(new Axis(path, Arrays.asList(values)));
        return new Grid(more);
    }

    @Override public List<Options> of(Options base, Seed seed) {
        List<Options> all = List.of(base);
        for (Axis axis : axes) all = all.stream().flatMap(options -> axis.values().stream().map(value -> OptionPath.with(options, axis.path(), value))).toList();
        return all;
    }
}
