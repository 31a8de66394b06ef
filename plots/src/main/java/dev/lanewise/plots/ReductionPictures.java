package dev.lanewise.plots;

import dev.lanewise.core.Figures;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target;
import dev.lanewise.core.model.Reducer;
import dev.lanewise.linalg.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A reduction to look at: how much each axis holds, where the samples lie along them, and what the axes are made of.
///
/// @param name of the reducer
/// @param reducer what was learned
/// @param samples what is shown of the data
/// @param title of the pictures that show samples
public record ReductionPictures(String name, Reducer reducer, Dataset samples, String title) {

    private static final int MOST_SAMPLES = 1000;
    private static final int MOST_PAIRED_AXES = 5;
    private static final int MOST_IMAGES = 25;
    private static final int MOST_ORIGINALS = 10;
    private static final double CONFIDENCE = 0.95;

    /// Pictures of a reducer and the data that it learned from.
    public static ReductionPictures of(String name, Reducer reducer, Dataset data) {
        int all = data.size(), some = Math.min(all, MOST_SAMPLES);
        int[] spread = IntStream.range(0, some).map(i -> (int) ((long) i * all / some)).toArray();
        String title = name + ": " + (some < all ? Figures.count(some) + " of " : "") + Figures.count(all) + " samples";
        return new ReductionPictures(name, reducer, data.rows(spread), title);
    }

    /// By the names of their files: `scree` where axes have shares, `pairs`, `biplot` of tables, `axes` and `reconstructions` of images with one channel.
    public Map<String, Picture> all() {
        Map<String, Picture> pictures = new LinkedHashMap<>();
        Matrix scores = reducer.transform(samples.matrix());
        if (reducer.shares().length > 0) pictures.put("scree", Scree.of(name + ": what each axis holds", reducer.shares(), reducer.dimensions()));
        pictures.put("pairs", pairs(scores));
        if (isImage()) {
            pictures.put("axes", axes());
            pictures.put("reconstructions", reconstructions());
        } else if (reducer.dimensions() > 1 && !samples.schema().features().isEmpty()) {
            pictures.put("biplot", biplot(scores));
        }
        return pictures;
    }

    private boolean isImage() {
        Shape sample = samples.schema().input();
        return sample.rank() == 3 && sample.extent(2) == 1;
    }

    private Picture pairs(Matrix scores) {
        int axes = Math.min(MOST_PAIRED_AXES, reducer.dimensions());
        boolean known = tellApart();
        PairPlot plot = PairPlot.of(title + (known ? ", ellipses for 95 % of each class" : ""), scores.columns(0, axes), IntStream.range(0, axes).mapToObj(this::axis).toList());
        return known ? plot.classes(samples.labels(), classNames()).ellipses(CONFIDENCE).picture() : plot.picture();
    }

    /// `axis 1 (72.8 %)`
    private String axis(int i) {
        double[] shares = reducer.shares();
        return "axis " + (i + 1) + (i < shares.length ? " (" + Figures.percent(shares[i]) + ")" : "");
    }

    private Picture biplot(Matrix scores) {
        PairPlot points = PairPlot.of(title, scores.columns(0, 2), List.of(axis(0), axis(1)));
        if (tellApart()) points = points.classes(samples.labels(), classNames());
        return Biplot.of(points, reducer.steps().transpose(), samples.schema().features());
    }

    private Picture axes() {
        int count = Math.min(MOST_IMAGES, reducer.dimensions());
        Matrix images = reducer.steps().rows(0, count);
        return sheet(name + ": the first " + count + " axes", images).columns(5).shading(ImageSheet.Shading.SIGNED)
                .captions(IntStream.range(0, count).mapToObj(i -> axis(i).replace("axis ", "")).toList());
    }

    private ImageSheet sheet(String title, Matrix images) {
        return new ImageSheet(title, images, samples.schema().input().extent(1), MOST_ORIGINALS, ImageSheet.Shading.INK, List.of());
    }

    /// Originals above what few, more and all kept axes say of them; axes without shares have no order, so that only all of them say something.
    private Picture reconstructions() {
        Matrix originals = samples.rows(examples()).matrix();
        List<Picture> lines = new ArrayList<>(List.of(sheet("originals", originals)));
        int all = reducer.dimensions();
        IntStream numbers = reducer.shares().length == 0 ? IntStream.of(all) : IntStream.of(all / 16, all / 4, all);
        numbers.filter(k -> k > 0).distinct().forEach(k -> lines.add(line(originals, k)));
        return Panels.of(name + ": originals and reconstructions", 1, lines);
    }

    private Picture line(Matrix originals, int k) {
        Matrix guessed = reducer.reconstruct(originals, k);
        double lost = Math.pow(originals.minus(guessed).norm() / originals.norm(), 2), most = originals.maxAbs();
        return sheet("from " + k + (k == 1 ? " axis: " : " axes: ") + Figures.percent(lost) + " of the squared brightness is lost", guessed.map(value -> Math.clamp(value, 0, most)));
    }

    /// One sample of each class where there are few classes, else the first samples.
    private int[] examples() {
        if (!tellApart() || classNames().size() > MOST_ORIGINALS) return IntStream.range(0, Math.min(MOST_ORIGINALS, samples.size())).toArray();
        List<Integer> labels = Arrays.stream(samples.labels()).boxed().toList();
        return IntStream.range(0, classNames().size()).map(labels::indexOf).filter(row -> row >= 0).toArray();
    }

    /// Whether the samples belong to two classes or more.
    private boolean tellApart() { return samples.schema().target().kind() == Target.Kind.CLASS && Arrays.stream(samples.labels()).distinct().limit(2).count() == 2; }

    private List<String> classNames() { return samples.schema().target().classes(); }
}
