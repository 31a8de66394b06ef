package dev.lanewise.core.train;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lanewise.core.Names;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Evaluation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How training went, epoch by epoch.
///
/// | column            | meaning                                                                    |
/// |-------------------|----------------------------------------------------------------------------|
/// | `loss`            | the mean loss over the epoch's samples, as they were met; without penalties |
/// | `penalty`         | what the optimiser's L1 and L2 add to the loss, after the epoch            |
/// | `rate`            | what a schedule multiplied the learning rate by in the epoch's last step   |
/// | `validation-loss` | the loss over the validation samples after the epoch                       |
/// | `validation-…`    | the other figures of their [evaluation][dev.lanewise.core.model.Evaluation] |
///
/// Columns that do not apply are not there.
public record History(List<Epoch> epochs) {

    /// @param number counted from 1
    /// @param figures by the name of their column, in order
    public record Epoch(int number, Map<String, Double> figures) {

        public Epoch {
            figures = ImmutableMap.copyOf(figures);
        }

        public double loss() { return figures.getOrDefault("loss", Double.NaN); }

        /// NaN without validation.
        public double validationLoss() { return figures.getOrDefault("validation-loss", Double.NaN); }

        /// @throws IllegalArgumentException if there is none of this name
        public double figure(String column) {
            Double figure = figures.get(column);
            if (figure == null) throw new IllegalArgumentException(Names.unknown("figure of an epoch", column, figures.keySet()));
            return figure;
        }
    }

    public History {
        epochs = ImmutableList.copyOf(epochs);
    }

    /// The names of the columns; none before the first epoch.
    public List<String> columns() { return epochs.isEmpty() ? List.of() : List.copyOf(epochs.getFirst().figures().keySet()); }

    /// One figure over all epochs.
    public double[] column(String name) { return epochs.stream().mapToDouble(epoch -> epoch.figure(name)).toArray(); }

    /// The epoch with the best figure in a column, the earliest of equals; empty if none has a number there.
    public Optional<Epoch> best(String column) {
        Epoch best = null;
        for (Epoch epoch : epochs) {
            double figure = epoch.figure(column);
            if (!Double.isNaN(figure) && (best == null || isBetter(column, figure, best.figure(column)))) best = epoch;
        }
        return Optional.ofNullable(best);
    }

    /// Whether a figure of this column is better than another: shares and scores should be large, everything else small.
    static boolean isBetter(String column, double figure, double other) { return Evaluation.isScore(column) ? figure > other : figure < other; }

    /// One row an epoch: its number and every column.
    public Table table() {
        Table table = Table.empty().with("epoch", epochs.stream().mapToDouble(Epoch::number).toArray());
        for (String column : columns()) table = table.with(column, column(column));
        return table;
    }

    /// A table in columns of the same width.
    @Override public String toString() {
        StringBuilder text = new StringBuilder(String.format("%5s", "epoch"));
        for (String column : columns()) text.append(String.format("  %" + width(column) + "s", column));
        for (Epoch epoch : epochs) {
            text.append(String.format("%n%5d", epoch.number()));
            epoch.figures().forEach((column, figure) -> text.append(String.format(Locale.ROOT, "  %" + width(column) + ".4g", figure)));
        }
        return text.toString();
    }

    private static int width(String column) { return Math.max(10, column.length()); }
}
