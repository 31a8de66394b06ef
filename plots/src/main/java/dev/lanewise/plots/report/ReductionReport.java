package dev.lanewise.plots.report;

import dev.lanewise.core.Figures;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.model.Reducer;
import dev.lanewise.plots.Picture;
import dev.lanewise.plots.ReductionPictures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What a reduction gave: what each axis holds, where samples lie along the axes, and what the axes are made of.
public final class ReductionReport {

    private ReductionReport() { }

    /// @param name of the reducer
    /// @param data which it learned from
    public static Report of(String name, Reducer reducer, Dataset data) {
        List<Block> blocks = new ArrayList<>();
        ReductionPictures.of(name, reducer, data).all().forEach((kind, picture) -> blocks.add(drawing(kind, picture)));
        Report report = Report.of(name + " of " + Figures.count(data.size()) + " samples", sentence(reducer), new Section("To look at", blocks));
        return reducer.spectrum().names().isEmpty() ? report : report.with(Section.of("Axes", Block.rows("What is known of each axis", spectrum(reducer))));
    }

    private static String sentence(Reducer reducer) {
        int kept = reducer.dimensions();
        double[] shares = reducer.shares();
        String axes = kept == 1 ? "One axis" : Figures.count(kept) + " axes";
        if (shares.length == 0) return axes + (kept == 1 ? " stands" : " stand") + " for " + Figures.count(reducer.inverseTransform(dev.lanewise.linalg.Matrix.zeros(1, kept)).columns()) + " numbers a sample.";
        return axes + " of " + Figures.count(shares.length) + (kept == 1 ? " holds " : " hold ") + Figures.percent(Arrays.stream(shares).limit(kept).sum()) + " of the variance.";
    }

    private static Block drawing(String kind, Picture picture) { return Block.drawing(picture, caption(kind).orElse(kind)); }

    /// What a [picture of this kind][ReductionPictures#all()] shows.
    public static Optional<String> caption(String kind) {
        return Optional.ofNullable(switch (kind) {
            case "scree" -> "What each axis holds, and the first ones together.";
            case "pairs" -> "Samples along every pair of axes, with a histogram of each axis on the diagonal; ellipses hold 95 % of a class that is normally distributed.";
            case "biplot" -> "Samples as points and features as arrows in the plane of the first two axes.";
            case "axes" -> "The axes as images: red where they add brightness, blue where they take it away.";
            case "reconstructions" -> "Samples, and what few and all axes say of them.";
            default -> null;
        });
    }

    private static Table spectrum(Reducer reducer) {
        Table spectrum = reducer.spectrum(), table = Table.empty().with("axis", IntStream.rangeClosed(1, spectrum.size()).asDoubleStream().toArray());
        for (String column : spectrum.names()) table = spectrum.isNumber(column) ? table.with(column, spectrum.column(column)) : table.with(column, spectrum.texts(column));
        return table;
    }
}
