package dev.lanewise.core.select;

import dev.lanewise.core.Options;
import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Random combinations: `Draws.of(20).logUniform("C", 1e-3, 1e3).choice("penalty", "l2", "none")`.
///
/// Draw number i depends on the seed and i alone, so that more draws begin with the same ones.
///
/// @param count how many, at least 1
/// @see <a href="https://www.jmlr.org/papers/v13/bergstra12a.html">Bergstra & Bengio: Random search for hyper-parameter optimization (2012)</a>
public record Draws(int count, List<Axis> axes) implements Candidates {

    /// An option and how its value is drawn.
    public record Axis(String path, Distribution distribution) { }

    /// A way to draw a value.
    public sealed interface Distribution {

        Object draw(RandomStream random);
    }

    private record Uniform(double low, double high) implements Distribution {
        @Override public Object draw(RandomStream random) { return random.uniform(low, high); }
    }

    private record LogUniform(double low, double high) implements Distribution {
        @Override public Object draw(RandomStream random) { return StrictMath.exp(random.uniform(StrictMath.log(low), StrictMath.log(high))); }
    }

    private record Integers(int low, int high) implements Distribution {
        @Override public Object draw(RandomStream random) { return low + random.nextInt(high - low + 1); }
    }

    private record Choice(List<Object> values) implements Distribution {
        @Override public Object draw(RandomStream random) { return values.get(random.nextInt(values.size())); }
    }

    public Draws {
        if (count < 1) throw new IllegalArgumentException("Draws: expected at least one, but got " + count);
        axes = List.copyOf(axes);
    }

    public static Draws of(int count) { return new Draws(count, List.of()); }

    /// A number in `low … high`, each as likely as any other.
    public Draws uniform(String path, double low, double high) {
        requireRange(path, low < high, low, high);
        return and(path, new Uniform(low, high));
    }

    /// A number in `low … high` whose logarithm is uniform: for rates and penalties.
    public Draws logUniform(String path, double low, double high) {
        requireRange(path, 0 < low && low < high, low, high);
        return and(path, new LogUniform(low, high));
    }

    /// A whole number in `low … high`, both included.
    public Draws integers(String path, int low, int high) {
        requireRange(path, low <= high && (long) high - low < Integer.MAX_VALUE, low, high);
        return and(path, new Integers(low, high));
    }

    /// One of these values.
    public Draws choice(String path, Object... values) {
        requireRange(path, values.length > 0, 0, 0);
        return and(path, new Choice(List.of(values)));
    }

    private Draws and(String path, Distribution distribution) {
        List<Axis> more = new ArrayList<>(axes);
        more.add(new Axis(path, distribution));
        return new Draws(count, more);
    }

    private static void requireRange(String path, boolean fits, double low, double high) {
        if (!fits) throw new IllegalArgumentException("Draws: expected a range or values for '" + path + "', but got " + low + " … " + high);
    }

    @Override public List<Options> of(Options base, Seed seed) {
        return IntStream.range(0, count).mapToObj(i -> {
            RandomStream random = seed.child(i).stream();
            Options options = base;
            for (Axis axis : axes) options = OptionPath.with(options, axis.path(), axis.distribution().draw(random));
            return options;
        }).toList();
    }
}
