package dev.lanewise.cli;

import dev.lanewise.core.Figures;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.insight.FeatureMaps;
import dev.lanewise.core.insight.Filters;
import dev.lanewise.core.insight.GradCAM;
import dev.lanewise.core.insight.Occlusion;
import dev.lanewise.core.insight.StrongestPatches;
import dev.lanewise.core.insight.StrongestPatches.Patch;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.linalg.Matrix;
import dev.lanewise.plots.ImageSheet;
import dev.lanewise.plots.Picture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What a network of images has learned to look for, and where it finds it in one image.
///
/// @param samples images of the kind that it takes
/// @param row the one to look at
record InsightPictures(TrainedNetwork network, Dataset samples, int row) {

    private static final int MOST_MAPS = 32;
    private static final int BEST_CLASSES = 3;
    private static final int CHANNELS = 6;
    private static final int PATCHES = 8;
    private static final int SEARCHED = 100;

    /// By the names of their files.
    ///
    /// Empty where no layer makes maps of images.
    Map<String, Picture> all() { return MapLayers.of(network).map(this::all).orElse(Map.of()); }

    private Map<String, Picture> all(MapLayers layers) {
        Map<String, Picture> pictures = new LinkedHashMap<>();
        layers.filters().ifPresent(first -> pictures.put("filters", filters(first)));
        pictures.put("first-maps", maps("What the first layer with maps makes of it", layers.first()));
        pictures.put("last-maps", maps("What the last layer with maps makes of it", layers.last()));
        if (!classes().isEmpty()) {
            pictures.put("grad-cam", sheet("Grad-CAM", ImageSheet.Shading.GRAY, category -> GradCAM.of(network, image(), layers.last(), category)));
            pictures.put("hires-cam", sheet("HiResCAM", ImageSheet.Shading.GRAY, category -> GradCAM.placewise(network, image(), layers.last(), category)));
            pictures.put("occlusion", occlusion());
        }
        pictures.put("patches", patches(layers.last()));
        return pictures;
    }

    private List<String> classes() { return network.schema().target().classes(); }

    private Shape shape() { return samples.schema().input(); }

    Tensor image() {
        float[] pixels = new float[shape().size()];
        samples.readInput(0, row, pixels, 0);
        return Tensor.of(Shape.of(1, shape().extent(0), shape().extent(1), shape().extent(2)), pixels);
    }

    private Picture filters(int layer) {
        Filters filters = Filters.of(network, layer);
        return new ImageSheet("Filters: bright should be red, dark blue", filters.images(), filters.width(), 8, ImageSheet.Shading.SIGNED, List.of());
    }

    private Picture maps(String title, int layer) {
        FeatureMaps maps = FeatureMaps.of(network, image(), layer).strongest(MOST_MAPS);
        return new ImageSheet(title, maps.maps(), maps.width(), 8, ImageSheet.Shading.GRAY, List.of());
    }

    /// The numbers of the classes that the network thinks likeliest.
    private int[] likeliest() {
        double[] probabilities = probabilities();
        return IntStream.range(0, probabilities.length).boxed().sorted(java.util.Comparator.comparingDouble(i -> -probabilities[i])).limit(BEST_CLASSES).mapToInt(Integer::intValue).toArray();
    }

    private double[] probabilities() {
        float[] said = network.predict(image()).toArray();
        return said.length == 1 ? new double[] {1 - said[0], said[0]} : IntStream.range(0, said.length).mapToDouble(i -> said[i]).toArray();
    }

    private Picture occlusion() {
        int side = Math.max(3, Math.min(shape().extent(0), shape().extent(1)) / 5);
        return sheet("Occlusion: red where it costs", ImageSheet.Shading.SIGNED, category -> Occlusion.of(side).map(network, image(), category));
    }

    private interface Look {
        Matrix at(int category);
    }

    /// The image and a map of it for each of the likeliest classes.
    private Picture sheet(String title, ImageSheet.Shading shading, Look look) {
        int height = shape().extent(0), width = shape().extent(1);
        double[] probabilities = probabilities();
        List<Matrix> images = new ArrayList<>(List.of(grey(image())));
        List<String> captions = new ArrayList<>(List.of("the image"));
        for (int category : likeliest()) {
            images.add(Matrix.wrap(1, height * width, GradCAM.enlarged(look.at(category), height, width).toArray()));
            captions.add(classes().get(category) + " " + Figures.percent(probabilities[category]));
        }
        return new ImageSheet(title, Matrix.stackRows(images.toArray(Matrix[]::new)), width, images.size(), shading, captions);
    }

    /// The mean of the channels of an image, as a row.
    private static Matrix grey(Tensor image) {
        int channels = image.shape().last();
        float[] values = image.toArray();
        double[] grey = new double[values.length / channels];
        for (int i = 0; i < values.length; i++) grey[i / channels] += values[i] / (double) channels;
        return Matrix.wrap(1, grey.length, grey);
    }

    /// A row for each of some channels; smaller patches stand in the middle of black.
    private Picture patches(int layer) {
        Dataset some = samples.rows(IntStream.range(0, Math.min(samples.size(), SEARCHED)).toArray());
        int channels = Math.min(CHANNELS, FeatureMaps.of(network, image(), layer).maps().rows());
        List<Patch> patches = new ArrayList<>();
        for (int channel = 0; channel < channels; channel++) patches.addAll(StrongestPatches.of(network, some, layer, channel, PATCHES));
        int height = patches.stream().mapToInt(patch -> patch.pixels().shape().extent(0)).max().orElse(1);
        int width = patches.stream().mapToInt(patch -> patch.pixels().shape().extent(1)).max().orElse(1);
        Matrix images = Matrix.stackRows(patches.stream().map(patch -> framed(patch.pixels(), height, width)).toArray(Matrix[]::new));
        return new ImageSheet("What excites channels most, a row for each", images, width, Math.min(PATCHES, some.size()), ImageSheet.Shading.GRAY, List.of());
    }

    private static Matrix framed(Tensor patch, int height, int width) {
        double[] grey = grey(patch).toArray(), framed = new double[height * width];
        int h = patch.shape().extent(0), w = patch.shape().extent(1);
        for (int i = 0; i < grey.length; i++) framed[((height - h) / 2 + i / w) * width + (width - w) / 2 + i % w] = grey[i];
        return Matrix.wrap(1, framed.length, framed);
    }
}
