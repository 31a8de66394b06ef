package dev.lanewise.core.internal;

import dev.lanewise.core.Options;
import dev.lanewise.core.layer.AlphaDropout;
import dev.lanewise.core.layer.GaussianDropout;
import dev.lanewise.core.layer.GaussianNoise;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.SpatialDropout;
import dev.lanewise.core.layer.StepMask;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.util.List;

/// The names of layers that hide something at random, or say what counts.
public final class MaskingLayers {

    private MaskingLayers() { }

    public static final class OfSpatialDropout implements LayerProvider {
        @Override public String name() { return "spatial-dropout"; }

        @Override public Class<SpatialDropout> type() { return SpatialDropout.class; }

        @Override public List<Option> options() { return List.of(new Option("rate", Type.NUMBER, "", "[0, 1)", "The probability of zero.")); }

        @Override public Layer create(Options options) { return new SpatialDropout(options.number("rate")); }
    }

    public static final class OfGaussianDropout implements LayerProvider {
        @Override public String name() { return "gaussian-dropout"; }

        @Override public Class<GaussianDropout> type() { return GaussianDropout.class; }

        @Override public List<Option> options() { return List.of(new Option("rate", Type.NUMBER, "", "[0, 1)", "As that of dropout with the same variance.")); }

        @Override public Layer create(Options options) { return new GaussianDropout(options.number("rate")); }
    }

    public static final class OfGaussianNoise implements LayerProvider {
        @Override public String name() { return "gaussian-noise"; }

        @Override public Class<GaussianNoise> type() { return GaussianNoise.class; }

        @Override public List<Option> options() { return List.of(new Option("deviation", Type.NUMBER, "", "≥ 0", "The standard deviation.")); }

        @Override public Layer create(Options options) { return new GaussianNoise(options.number("deviation")); }
    }

    public static final class OfAlphaDropout implements LayerProvider {
        @Override public String name() { return "alpha-dropout"; }

        @Override public Class<AlphaDropout> type() { return AlphaDropout.class; }

        @Override public List<Option> options() { return List.of(new Option("rate", Type.NUMBER, "", "[0, 1)", "The probability of being dropped.")); }

        @Override public Layer create(Options options) { return new AlphaDropout(options.number("rate")); }
    }

    public static final class OfStepMask implements LayerProvider {
        @Override public String name() { return "step-mask"; }

        @Override public Class<StepMask> type() { return StepMask.class; }

        @Override public List<Option> options() { return List.of(new Option("padding", Type.NUMBER, "0.0", "any number", "What a padded step consists of.")); }

        @Override public Layer create(Options options) { return new StepMask(options.number("padding", 0)); }
    }
}
