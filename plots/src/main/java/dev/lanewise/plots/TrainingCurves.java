package dev.lanewise.plots;

import dev.lanewise.core.train.History;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// How a training went, epoch by epoch: the loss, and other figures of the validation samples.
public final class TrainingCurves {

    private TrainingCurves() { }

    /// The loss on the training samples and, with validation, on those.
    public static Chart loss(History history) {
        Chart chart = chart("loss", line("training", history, "loss"));
        return history.columns().contains("validation-loss") ? chart.with(line("validation", history, "validation-loss").color(1)) : chart;
    }

    /// A chart of each figure that tells most: the accuracy or the root mean squared error of the validation samples, and the learning rate where it changes.
    public static List<Chart> others(History history) {
        List<Chart> charts = new ArrayList<>();
        Stream.of("accuracy", "rmse").filter(figure -> history.columns().contains("validation-" + figure))
                .forEach(figure -> charts.add(chart(figure, line("validation", history, "validation-" + figure).color(1))));
        boolean changes = history.columns().contains("rate") && java.util.Arrays.stream(history.column("rate")).distinct().limit(2).count() == 2;
        if (changes) charts.add(chart("factor on the learning rate", line("", history, "rate").color(2)));
        return charts;
    }

    private static Chart chart(String figure, Series line) { return Chart.of("", "epoch", figure, line).size(520, 380); }

    private static Series line(String name, History history, String column) {
        return Series.line(name, history.epochs().stream().mapToDouble(History.Epoch::number).toArray(), history.column(column)).mark(history.epochs().size() == 1 ? Series.Mark.POINTS : Series.Mark.LINE);
    }
}
