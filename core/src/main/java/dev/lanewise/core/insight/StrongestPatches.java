package dev.lanewise.core.insight;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.TrainedNetwork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The parts of images that excite one channel of a layer most: what it has learned to look for.
///
/// Of each image its strongest place counts. What belongs to it are the pixels that change it: those with a gradient.
public final class StrongestPatches {

    private StrongestPatches() { }

    /// A part of an image.
    ///
    /// @param row the sample
    /// @param value what the channel gives there
    /// @param pixels `[height, width, channels]`, raw
    public record Patch(int row, double value, int top, int left, Tensor pixels) { }

    /// A place in the maps of a sample.
    private record Place(int row, int index, double value) { }

    /// The strongest first.
    ///
    /// @param layer of the network, counted from 0 as in the names of weights
    /// @param count how many at most
    /// @throws dev.lanewise.core.ShapeException if the layer is none that gives maps
    public static List<Patch> of(TrainedNetwork network, Dataset images, int layer, int channel, int count) {
        List<Place> places = new ArrayList<>();
        for (int row = 0; row < images.size(); row++) places.add(strongest(network, image(images, row), layer, channel, row));
        return places.stream().sorted(Comparator.comparingDouble(place -> -place.value)).limit(count).map(place -> patch(network, images, layer, place)).toList();
    }

    private static Tensor image(Dataset images, int row) { return LayerTour.sample(images, row)[0]; }

    private static Place strongest(TrainedNetwork network, Tensor image, int layer, int channel, int row) {
        FeatureMaps maps = FeatureMaps.of(network, image, layer);
        if (channel < 0 || channel >= maps.maps().rows()) throw new IllegalArgumentException("StrongestPatches: expected a channel in 0 … " + (maps.maps().rows() - 1) + ", but got " + channel);
        double[] map = maps.maps().row(channel).toArray();
        int best = 0;
        for (int i = 1; i < map.length; i++) if (map[i] > map[best]) best = i;
        return new Place(row, best * maps.maps().rows() + channel, map[best]);
    }

    private static Patch patch(TrainedNetwork network, Dataset images, int layer, Place place) {
        Tensor image = image(images, place.row);
        LayerWatch watch = new LayerWatch(layer);
        float[] gradient = network.look(watch, _ -> {
            Tensor maps = watch.maps(network);
            float[] choice = new float[maps.size()];
            choice[place.index] = 1;
            return maps.times(maps.tape().constant(maps.shape(), choice));
        }, image).toArray();
        return cut(image, gradient, place);
    }

    /// The smallest part around everything with a gradient; the whole image if nothing has one.
    private static Patch cut(Tensor image, float[] gradient, Place place) {
        int height = image.shape().extent(1), width = image.shape().extent(2), channels = image.shape().last();
        int top = height, left = width, bottom = 0, right = 0;
        for (int i = 0; i < gradient.length; i++) {
            if (gradient[i] == 0) continue;
            int y = i / channels / width, x = i / channels % width;
            top = Math.min(top, y);
            bottom = Math.max(bottom, y + 1);
            left = Math.min(left, x);
            right = Math.max(right, x + 1);
        }
        if (bottom == 0) return new Patch(place.row, place.value, 0, 0, image.reshape(image.shape().withoutFirst()));
        Tensor part = image.slice(1, top, bottom).slice(2, left, right);
        return new Patch(place.row, place.value, top, left, part.reshape(part.shape().withoutFirst()));
    }
}
