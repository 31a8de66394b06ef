package dev.lanewise.core.internal;

import dev.lanewise.core.Options;
import dev.lanewise.core.layer.Attention;
import dev.lanewise.core.layer.Combine;
import dev.lanewise.core.layer.Dot;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.LowRank;
import dev.lanewise.core.layer.Permute;
import dev.lanewise.core.layer.Recomputed;
import dev.lanewise.core.layer.Repeat;
import dev.lanewise.core.layer.TimeDistributed;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.LayerRegistry;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.util.List;

/// The names of layers that move values, apply others and put several together.
public final class FormLayers {

    private FormLayers() { }

    public static final class OfPermute implements LayerProvider {
        @Override public String name() { return "permute"; }

        @Override public Class<Permute> type() { return Permute.class; }

        @Override public List<Option> options() { return List.of(new Option("axes", Type.INTEGERS, "", "≥ 1, each axis once", "The axes of a sample in their new order.")); }

        @Override public Layer create(Options options) { return Permute.of(options.integers("axes")); }
    }

    public static final class OfRepeat implements LayerProvider {
        @Override public String name() { return "repeat"; }

        @Override public Class<Repeat> type() { return Repeat.class; }

        @Override public List<Option> options() { return List.of(new Option("times", Type.INTEGER, "", "≥ 1", "The number of steps.")); }

        @Override public Layer create(Options options) { return new Repeat(options.integer("times")); }
    }

    public static final class OfTimeDistributed implements LayerProvider {
        @Override public String name() { return "time-distributed"; }

        @Override public Class<TimeDistributed> type() { return TimeDistributed.class; }

        @Override public List<Option> options() { return List.of(new Option("inner", Type.OBJECT, "", "a layer", "The layer for one step.")); }

        @Override public Layer create(Options options) { return new TimeDistributed(LayerRegistry.load().create(options.options("inner"))); }
    }

    public static final class OfLowRank implements LayerProvider {
        @Override public String name() { return "low-rank"; }

        @Override public Class<LowRank> type() { return LowRank.class; }

        @Override public List<Option> options() {
            return List.of(new Option("inner", Type.OBJECT, "", "a layer", "The layer whose weights stay."),
                    new Option("rank", Type.INTEGER, "", "≥ 1", "How many directions a correction has."),
                    new Option("alpha", Type.NUMBER, "the rank", "> 0", "How much corrections count."),
                    new Option("part", Type.TEXT, "", "a part of a name", "Which matrices are corrected; all if empty."));
        }

        @Override public Layer create(Options options) {
            int rank = options.integer("rank");
            return new LowRank(LayerRegistry.load().create(options.options("inner")), rank, options.number("alpha", rank), options.text("part", ""));
        }
    }

    public static final class OfRecomputed implements LayerProvider {
        @Override public String name() { return "recomputed"; }

        @Override public Class<Recomputed> type() { return Recomputed.class; }

        @Override public List<Option> options() { return List.of(new Option("inner", Type.OBJECT, "", "a layer", "The layer whose results are computed again.")); }

        @Override public Layer create(Options options) { return new Recomputed(LayerRegistry.load().create(options.options("inner"))); }
    }

    public static final class OfCombine implements LayerProvider {
        @Override public String name() { return "combine"; }

        @Override public Class<Combine> type() { return Combine.class; }

        @Override public List<Option> options() {
            return List.of(new Option("by", Type.TEXT, "multiply", "subtract, multiply, average, maximum or minimum", "How values become one."));
        }

        @Override public Layer create(Options options) { return new Combine(options.choice("by", Combine.By.MULTIPLY)); }
    }

    public static final class OfDot implements LayerProvider {
        @Override public String name() { return "dot"; }

        @Override public Class<Dot> type() { return Dot.class; }

        @Override public List<Option> options() { return List.of(new Option("cosine", Type.FLAG, "false", "true or false", "Whether rows are brought to length 1 before.")); }

        @Override public Layer create(Options options) { return new Dot(options.flag("cosine", false)); }
    }

    public static final class OfAttention implements LayerProvider {
        @Override public String name() { return "attention"; }

        @Override public Class<Attention> type() { return Attention.class; }

        @Override public List<Option> options() {
            return List.of(new Option("score", Type.TEXT, "dot", "dot, scaled-dot, general, additive", "How a query and a step are compared."),
                    new Option("units", Type.INTEGER, "0", "≥ 1 where the score is additive, else 0", "The width of the comparison."));
        }

        @Override public Layer create(Options options) { return new Attention(options.choice("score", Attention.Score.DOT), options.integer("units", 0)); }
    }
}
