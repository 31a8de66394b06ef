package dev.lanewise.nn.attention;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Merge;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Equal blocks one behind the other, and a norm at the end where blocks have theirs before each part.
///
/// Inputs and output are those of the [TransformerBlock]; all blocks see the same memory and the same mask. Weights are named `0.…`, `1.…`, and `norm.…`.
///
/// @param block what each of them is
/// @param blocks how many, at least 0
/// @param normed whether a norm comes last
public record TransformerStack(TransformerBlock block, int blocks, boolean normed) implements Merge {

    public TransformerStack {
        if (blocks < 0) throw new IllegalArgumentException("TransformerStack: expected blocks ≥ 0, but got " + blocks);
    }

    /// With a norm at the end unless blocks end with one.
    public static TransformerStack of(TransformerBlock block, int blocks) { return new TransformerStack(block, blocks, block.norms() != TransformerBlock.Norms.AFTER); }

    @Override public Shape outputShape(List<Shape> inputs) { return block.outputShape(inputs); }

    @Override public BoundStack bind(List<Shape> inputs, Seed seed) {
        Shape x = outputShape(inputs);
        List<BoundBlock> bound = new ArrayList<>();
        for (int i = 0; i < blocks; i++) bound.add(block.bind(inputs, seed.child(i)));
        Optional<BoundLayer> norm = normed ? Optional.of(block.norm().bind(x, seed.child("norm"))) : Optional.empty();
        return new BoundStack(bound, norm);
    }

    @Override public String toString() { return "TransformerStack(" + blocks + " × " + block + ")"; }

    /// What a file holds.
    static TransformerStack read(Options options) {
        TransformerBlock block = TransformerBlock.read(options.options("block").without("layer"));
        return new TransformerStack(block, options.integer("blocks"), options.flag("normed", of(block, 0).normed));
    }

    /// Names it `transformer-stack`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "transformer-stack"; }

        @Override public Class<TransformerStack> type() { return TransformerStack.class; }

        @Override public List<Option> options() {
            return List.of(new Option("block", Type.OBJECT, "", "a transformer-block", "What each block is."),
                    new Option("blocks", Type.INTEGER, "", "≥ 0", "How many there are."),
                    new Option("normed", Type.FLAG, "unless blocks end with a norm", "true, false", "Whether a norm comes last."));
        }

        @Override public Layer create(Options options) { return read(options); }
    }
}
