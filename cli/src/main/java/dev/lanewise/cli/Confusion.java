package dev.lanewise.cli;

import dev.lanewise.core.Options;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.metric.ClassScore;
import dev.lanewise.core.metric.ConfusionMatrix;
import dev.lanewise.plots.HeatMap;
import dev.lanewise.plots.Picture;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Which classes are taken for which, and how well each is found.
final class Confusion {

    /// More columns than these nobody reads.
    private static final int WIDEST = 20;

    private Confusion() { }

    static String text(ConfusionMatrix matrix) {
        int n = matrix.classes().size();
        String counts = n > WIDEST ? "\nThe confusion matrix of " + n + " classes is printed with --json.\n" : "\n" + TextTable.rows(counts(matrix));
        return "\n" + TextTable.rows(scores(matrix)) + counts;
    }

    /// A row for each true class, a column for each predicted one.
    static Picture picture(ConfusionMatrix matrix) { return HeatMap.of("True classes down, predicted ones across", matrix.counts(), matrix.classes(), matrix.classes()); }

    private static Table scores(ConfusionMatrix matrix) {
        return Table.empty().with("class", matrix.classes()).with("precision", column(matrix, ClassScore::precision)).with("recall", column(matrix, ClassScore::recall))
                .with("f1", column(matrix, ClassScore::f1)).with("samples", column(matrix, ClassScore::support));
    }

    private static double[] column(ConfusionMatrix matrix, ToDoubleFunction<ClassScore> figure) {
        return IntStream.range(0, matrix.classes().size()).mapToObj(matrix::score).mapToDouble(figure).toArray();
    }

    /// A row for each true class, a column for each predicted one.
    private static Table counts(ConfusionMatrix matrix) {
        Table table = Table.empty().with("true ↓ predicted →", matrix.classes());
        for (int j = 0; j < matrix.classes().size(); j++) table = table.with(matrix.classes().get(j), matrix.counts().column(j).toArray());
        return table;
    }

    /// `classes`, a list of objects, and `confusion`, a list of rows in the same order.
    static Options json(ConfusionMatrix matrix) {
        List<List<Long>> rows = IntStream.range(0, matrix.classes().size())
                .mapToObj(i -> IntStream.range(0, matrix.classes().size()).mapToObj(j -> Math.round(matrix.counts().get(i, j))).toList()).toList();
        return Options.none().with("classes", OutputFormat.objects(scores(matrix))).with("confusion", rows);
    }
}
