package dev.lanewise.nn.recurrent;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.generate.Decoding;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import java.util.ArrayList;
import java.util.List;

/// What an [EncoderDecoder] writes to some sources, side by side; what was read is kept, and states take a step with each token.
final class TranslationDecoding implements Decoding {

    private final BoundEncoderDecoder network;
    private final int vocabulary;
    private final Tape tape = Tape.inference(Backend.standard().threads(1));
    private List<Kept> read;                                   // outputs, mask and context
    private List<Kept> states;
    private int rows;
    private float[] scores = {};
    private float[] alignment = {};

    /// Numbers that outlive a step, `[rows, …]`.
    private record Kept(Shape shape, float[] values) {

        static Kept of(Tensor tensor) { return new Kept(tensor.shape(), tensor.toArray()); }

        Tensor on(Tape tape) { return tape.constant(shape, values); }

        Kept select(int... from) { return new Kept(shape.with(0, from.length), Stepwise.selected(values, shape.extent(0), from)); }
    }

    /// @param ids `[rows, time]`, padded
    /// @param first the sign for the beginning
    TranslationDecoding(BoundEncoderDecoder network, int vocabulary, Tensor ids, int first) {
        this.network = network;
        this.vocabulary = vocabulary;
        this.rows = ids.shape().extent(0);
        tape.reset(Seed.of(0));
        BoundEncoderDecoder.Read all = network.read(tape.constant(ids.shape(), ids.toArray()));
        this.read = List.of(Kept.of(all.outputs()), Kept.of(all.mask()), Kept.of(all.context()));
        this.states = network.states(all).stream().map(Kept::of).toList();
        int[] begin = new int[rows];
        java.util.Arrays.fill(begin, first);
        append(begin);
    }

    @Override public int rows() { return rows; }

    @Override public int vocabulary() { return vocabulary; }

    @Override public float[] scores() { return scores; }

    /// How much each step of the sources weighed for the last scores, `[rows, time]`; empty without attention.
    float[] alignment() { return alignment; }

    @Override public void append(int... tokens) {
        if (tokens.length != rows) throw new IllegalArgumentException("Decoding: expected a token for each of " + rows + " rows, but got " + tokens.length);
        float[] ids = new float[rows];
        for (int i = 0; i < rows; i++) ids[i] = tokens[i];
        tape.reset(Seed.of(0));
        List<Tensor> parts = read.stream().map(kept -> kept.on(tape)).toList();
        BoundEncoderDecoder.Read all = new BoundEncoderDecoder.Read(parts.get(0), parts.get(1), parts.get(2));
        BoundEncoderDecoder.Written written = network.write(all, network.memory(all), states.stream().map(kept -> kept.on(tape)).toList(), tape.constant(Shape.of(rows, 1), ids));
        scores = written.scores().toArray();
        alignment = written.alignment().map(Tensor::toArray).orElse(alignment);
        states = new ArrayList<>(written.states().stream().map(Kept::of).toList());
    }

    @Override public void select(int... from) {
        read = read.stream().map(kept -> kept.select(from)).toList();
        states = states.stream().map(kept -> kept.select(from)).toList();
        scores = Stepwise.selected(scores, rows, from);
        if (alignment.length > 0) alignment = Stepwise.selected(alignment, rows, from);
        rows = from.length;
    }
}
