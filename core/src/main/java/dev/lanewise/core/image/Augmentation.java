package dev.lanewise.core.image;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedMap;
import dev.lanewise.core.DataException;
import dev.lanewise.core.Names;
import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Changes images at random while a network learns from them, so that it learns what does not matter.
///
/// | text            | what happens                                                                                       |
/// |-----------------|----------------------------------------------------------------------------------------------------|
/// | `flip`          | every second image is mirrored left to right                                                       |
/// | `crop 4`        | moved by up to 4 pixels in each direction: a crop of the image with 4 rows of zeros around it      |
/// | `rotate 15`     | turned by up to 15 degrees to either side                                                          |
/// | `zoom 0.1`      | 0.9 to 1.1 times as large                                                                          |
/// | `brightness 0.2`| 0.8 to 1.2 times as bright                                                                         |
/// | `cutout 8`      | a square of 8 × 8 pixels somewhere is 0; it may reach over the border (DeVries & Taylor, 2017)     |
/// | `mixup 0.2`     | mixed with another sample and its target in shares from the beta distribution `B(0.2, 0.2)` (Zhang et al., 2018) |
///
/// Everything that moves pixels is one step with one linear interpolation; what comes from outside of the image is 0. All numbers come from the seed of
/// a sample in a pass over the data, so neither threads nor batches change them.
///
/// @param amounts how much of each; what is absent does not happen
/// @see <a href="https://arxiv.org/abs/1708.04552">DeVries & Taylor (2017)</a>
/// @see <a href="https://arxiv.org/abs/1710.09412">Zhang et al. (2018)</a>
public record Augmentation(Map<Kind, Double> amounts) {

    /// What can happen to an image.
    public enum Kind {
        FLIP(1, 1), CROP(0, 1 << 12), ROTATE(0, 180), ZOOM(0, 0.9), BRIGHTNESS(0, 1), CUTOUT(0, 1 << 12), MIXUP(0, 1);

        private final double least;
        private final double most;

        Kind(double least, double most) {
            this.least = least;
            this.most = most;
        }

        private boolean isWhole() { return this == CROP || this == CUTOUT; }

        private String spelled() { return name().toLowerCase(Locale.ROOT); }
    }

    public Augmentation {
        amounts = ImmutableSortedMap.copyOf(amounts);
        amounts.forEach((kind, amount) -> {
            boolean fits = amount >= kind.least && amount <= kind.most && amount > 0 && (!kind.isWhole() || amount == Math.rint(amount));
            if (!fits) {
                throw new IllegalArgumentException("Augmentation: expected " + kind.spelled() + (kind.isWhole() ? " by whole pixels ≥ 1" : " in (0, " + number(kind.most) + "]") + ", but got " + amount);
            }
        });
    }

    public static Augmentation none() { return new Augmentation(Map.of()); }

    /// What a text such as `flip, crop 4, rotate 15` says; `none` is nothing.
    ///
    /// @throws DataException if it says something else
    public static Augmentation parse(String text) {
        Augmentation augmentation = none();
        if (text.strip().equals("none")) return augmentation;
        for (String part : Splitter.on(',').trimResults().omitEmptyStrings().split(text)) {
            List<String> words = Splitter.onPattern("[ =:]+").splitToList(part);
            augmentation = augmentation.with(kind(words.getFirst()), amount(part, words));
        }
        return augmentation;
    }

    private static Kind kind(String name) {
        return Arrays.stream(Kind.values()).filter(kind -> kind.spelled().equals(name)).findFirst()
                .orElseThrow(() -> new DataException(Names.unknown("augmentation", name, Arrays.stream(Kind.values()).map(Kind::spelled).toList())));
    }

    private static double amount(String part, List<String> words) {
        try {
            if (words.size() == 1 && words.getFirst().equals("flip")) return 1;
            if (words.size() == 2) return Double.parseDouble(words.get(1));
        } catch (NumberFormatException _) { }                  // then it is none of these
        throw new DataException("Augmentation: expected flip, or a word and a number such as crop 4, but got \"" + part + "\"");
    }

    private Augmentation with(Kind kind, double amount) {
        return new Augmentation(ImmutableSortedMap.<Kind, Double>naturalOrder().putAll(amounts).put(kind, amount).buildOrThrow());
    }

    public Augmentation flip() { return with(Kind.FLIP, 1); }

    public Augmentation crop(int pixels) { return with(Kind.CROP, pixels); }

    public Augmentation rotate(double degrees) { return with(Kind.ROTATE, degrees); }

    public Augmentation zoom(double share) { return with(Kind.ZOOM, share); }

    public Augmentation brightness(double share) { return with(Kind.BRIGHTNESS, share); }

    public Augmentation cutout(int side) { return with(Kind.CUTOUT, side); }

    public Augmentation mixup(double alpha) { return with(Kind.MIXUP, alpha); }

    public boolean isNone() { return amounts.isEmpty(); }

    public boolean mixes() { return amounts.containsKey(Kind.MIXUP); }

    private double amount(Kind kind) { return amounts.getOrDefault(kind, 0.0); }

    /// Changes one image, all but mixing it.
    ///
    /// @param image `[height, width, channels]`
    /// @param from its pixels
    /// @param to gets the changed ones at `toFrom …`
    /// @param random of this sample in this pass
    public void apply(Shape image, float[] from, float[] to, int toFrom, RandomStream random) {
        warp(image, random).apply(from, to, toFrom);
        brighten(image.size(), to, toFrom, random);
        cut(image, to, toFrom, random);
    }

    private Warp warp(Shape image, RandomStream random) {
        Warp warp = Warp.of(image);
        if (amounts.containsKey(Kind.FLIP) && random.nextDouble() < 0.5) warp = warp.mirrored();
        if (amounts.containsKey(Kind.CROP)) {
            int range = 2 * (int) amount(Kind.CROP) + 1;
            int down = random.nextInt(range) - range / 2;
            warp = warp.moved(down, random.nextInt(range) - range / 2);
        }
        if (amounts.containsKey(Kind.ROTATE)) warp = warp.turned(random.uniform(-amount(Kind.ROTATE), amount(Kind.ROTATE)));
        if (amounts.containsKey(Kind.ZOOM)) warp = warp.zoomed(random.uniform(1 - amount(Kind.ZOOM), 1 + amount(Kind.ZOOM)));
        return warp;
    }

    private void brighten(int pixels, float[] x, int from, RandomStream random) {
        if (!amounts.containsKey(Kind.BRIGHTNESS)) return;
        float factor = (float) random.uniform(1 - amount(Kind.BRIGHTNESS), 1 + amount(Kind.BRIGHTNESS));
        for (int i = from; i < from + pixels; i++) x[i] *= factor;
    }

    private void cut(Shape image, float[] x, int from, RandomStream random) {
        if (!amounts.containsKey(Kind.CUTOUT)) return;
        int height = image.extent(0), width = image.extent(1), channels = image.extent(2), side = (int) amount(Kind.CUTOUT);
        int top = random.nextInt(height) - side / 2, left = random.nextInt(width) - side / 2;
        for (int y = Math.max(0, top); y < Math.min(height, top + side); y++) {
            int first = from + (y * width + Math.max(0, left)) * channels, end = from + (y * width + Math.min(width, left + side)) * channels;
            Arrays.fill(x, first, Math.max(first, end), 0);
        }
    }

    /// How much of a mixture is the sample itself and not the other one: from `B(α, α)`, by the method of Jöhnk (1964).
    public double share(RandomStream random) {
        double power = 1 / amount(Kind.MIXUP);
        while (true) {
            double x = StrictMath.pow(random.nextDouble(), power), y = StrictMath.pow(random.nextDouble(), power);
            if (x + y > 0 && x + y <= 1) return x / (x + y);
        }
    }

    private static String number(double amount) { return amount == Math.rint(amount) ? Long.toString((long) amount) : Double.toString(amount); }

    /// `flip, crop 4, rotate 15`, as [#parse] reads it
    @Override public String toString() {
        if (isNone()) return "none";
        return amounts.entrySet().stream().map(entry -> entry.getKey() == Kind.FLIP ? "flip" : entry.getKey().spelled() + " " + number(entry.getValue())).collect(Collectors.joining(", "));
    }
}
