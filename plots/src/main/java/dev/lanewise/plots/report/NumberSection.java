package dev.lanewise.plots.report;

import dev.lanewise.core.Figures;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Table;
import dev.lanewise.plots.Chart;
import dev.lanewise.plots.Series;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// What there is to see of predicted numbers.
record NumberSection(Judgement judgement) {

    private static final int WORST = 10;
    private static final int MOST_POINTS = 1000;

    Section section() {
        double[] truth = truth(), said = judgement.said().column(judgement.said().names().getFirst());
        return Section.of("True and said", Block.drawing(scatter(truth, said), "Each point is a sample; on the dashed line what was said is true."), Block.rows("The largest errors", worst(truth, said)));
    }

    private double[] truth() {
        Dataset data = judgement.data();
        float[] target = new float[1];
        return IntStream.range(0, data.size()).mapToDouble(row -> {
            data.readTarget(row, target, 0);
            return target[0];
        }).toArray();
    }

    private Chart scatter(double[] truth, double[] said) {
        int some = Math.min(MOST_POINTS, truth.length);
        int[] rows = IntStream.range(0, some).map(i -> (int) ((long) i * truth.length / some)).toArray();
        double low = Arrays.stream(truth).min().orElse(0), high = Arrays.stream(truth).max().orElse(1);
        String name = judgement.data().schema().target().name();
        return Chart.of("", "true " + name, "said " + name, Series.points("", IntStream.of(rows).mapToDouble(i -> truth[i]).toArray(), IntStream.of(rows).mapToDouble(i -> said[i]).toArray()),
                Series.line("", new double[] {low, high}, new double[] {low, high}).mark(Series.Mark.DASHES).color(8)).size(520, 480);
    }

    private static Table worst(double[] truth, double[] said) {
        int[] rows = IntStream.range(0, truth.length).boxed().sorted(Comparator.comparingDouble(i -> -Math.abs(said[i] - truth[i]))).limit(WORST).mapToInt(Integer::intValue).toArray();
        return Table.empty().with("sample", IntStream.of(rows).mapToObj(row -> "row " + Figures.count(row + 1L)).toList()).with("true", IntStream.of(rows).mapToDouble(i -> truth[i]).toArray())
                .with("said", IntStream.of(rows).mapToDouble(i -> said[i]).toArray()).with("error", IntStream.of(rows).mapToDouble(i -> said[i] - truth[i]).toArray());
    }
}
