package dev.lanewise.core.train;

import com.google.common.collect.ImmutableList;
import dev.lanewise.core.data.Table;
import java.util.Comparator;
import java.util.List;

/// How the loss went while the learning rate grew.
public record RateCurve(List<Point> points) {

    /// @param rate the factor on the optimiser's learning rate in a step
    /// @param loss of the step's samples, before the step
    /// @param smooth the running mean of the losses until there
    public record Point(double rate, double loss, double smooth) { }

    public RateCurve {
        points = ImmutableList.copyOf(points);
    }

    /// The rate where the smooth loss falls most steeply over the logarithm of the rate, before it is smallest: large enough to learn fast,
    /// and some way from the rates that diverge.
    public double suggested() {
        int smallest = smallest(), best = 0;
        for (int i = 1; i < smallest; i++) if (slope(i) < slope(best)) best = i;
        return points.get(best).rate();
    }

    private int smallest() {
        return points.indexOf(points.stream().min(Comparator.comparingDouble(Point::smooth)).orElseThrow());
    }

    /// To the next point; all are equally far apart.
    private double slope(int i) { return i + 1 < points.size() ? points.get(i + 1).smooth() - points.get(i).smooth() : 0; }

    /// The columns `rate`, `loss` and `smooth`.
    public Table table() {
        return Table.empty().with("rate", points.stream().mapToDouble(Point::rate).toArray())
                .with("loss", points.stream().mapToDouble(Point::loss).toArray()).with("smooth", points.stream().mapToDouble(Point::smooth).toArray());
    }
}
