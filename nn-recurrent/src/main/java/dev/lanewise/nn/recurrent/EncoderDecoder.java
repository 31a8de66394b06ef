package dev.lanewise.nn.recurrent;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.Attention;
import dev.lanewise.core.layer.Embedding;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.Merge;
import dev.lanewise.core.layer.Network;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.spi.LayerProvider;
import dev.lanewise.core.spi.LayerRegistry;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.util.List;
import java.util.Optional;

/// One sequence of tokens to another: recurrent layers read the first and say it as a context, others write the second with it.
///
/// The context makes the first states of the decoder, `s₀ = tanh(bridge(c))`, and goes into each of its steps beside the token before:
/// `s[t] = f(y[t−1], s[t−1], c)`. With attention there is a context for each step instead, which the decoder's state asks for:
///
/// | timing                      | context                                   | what it does                                       |
/// |-----------------------------|-------------------------------------------|----------------------------------------------------|
/// | [Timing#BEFORE] (Bahdanau)  | `c[t] = attention(s[t−1], encoder's states)` | goes into the step and into the output            |
/// | [Timing#AFTER] (Luong)      | `c[t] = attention(s[t], encoder's states)`   | goes into the output: all steps are computed at once |
///
/// and the output is `head([s[t], c[t]])`.
///
/// | in and out | shape                                   |                                                                                   |
/// |------------|-----------------------------------------|-----------------------------------------------------------------------------------|
/// | source     | `[batch, time]`                         | ids; 0 is padding and counts for nothing                                          |
/// | target     | `[batch, steps]`                        | ids of what was written before each step: the sign for the beginning first         |
/// | output     | `[batch, steps, target vocabulary]`     | logits of the next token                                                          |
///
/// Training sees the true tokens before a step (teacher forcing) as far as [TeacherForcing] doesn't put the network's own in their place.
///
/// @param source what reads
/// @param target what writes; it goes forwards
/// @param context what the encoder's states become
/// @param attention how each step looks back, if it does
/// @see <a href="https://arxiv.org/abs/1406.1078">Cho et al. (2014)</a>, <a href="https://arxiv.org/abs/1409.3215">Sutskever et al. (2014)</a>, <a href="https://arxiv.org/abs/1409.0473">Bahdanau et al. (2015)</a>,
///      <a href="https://arxiv.org/abs/1508.04025">Luong et al. (2015)</a>
public record EncoderDecoder(Side source, Side target, Context context, Optional<Looking> attention) implements Network, Merge {

    /// Tokens and the layers that go through them.
    ///
    /// @param vocabulary how many tokens there are
    /// @param embedding the width of a token's vector
    /// @param layers without a mask of their own
    public record Side(int vocabulary, int embedding, Stateful layers) { }

    /// What the states of an encoder become.
    public enum Context {
        /// All states after the last step
        LAST,
        /// The mean of its outputs over the steps that count
        MEAN,
        /// The largest of its outputs over the steps that count
        MAX
    }

    /// When a decoder looks back.
    public enum Timing { BEFORE, AFTER }

    /// How a decoder looks back.
    public record Looking(Attention attention, Timing timing) { }

    public EncoderDecoder {
        if (source.layers.masked() || target.layers.masked()) throw new IllegalArgumentException("EncoderDecoder: expected layers without a mask of their own, but got " + source.layers + " and " + target.layers);
        if (!writes(target.layers)) throw new IllegalArgumentException("EncoderDecoder: expected a decoder that goes forwards, but got " + target.layers);
    }

    private static boolean writes(Stateful decoder) {
        return switch (decoder) {
            case Recurrent<?> recurrent -> !recurrent.walk().backwards();
            case Bidirectional _ -> false;
            case Stacked stacked -> stacked.layers().stream().allMatch(EncoderDecoder::writes);
        };
    }

    @Override public List<Shape> inputs() { return List.of(Shape.of(Shape.ANY, Shape.ANY), Shape.of(Shape.ANY, Shape.ANY)); }

    @Override public Shape outputShape(List<Shape> inputs) {
        if (inputs.size() != 2) throw new ShapeException(this + ": expected a source and a target, but got " + inputs.size() + " inputs");
        Shape from = inputs.get(0).requireRank(2, this, "source ids [batch, time]"), to = inputs.get(1).requireRank(2, this, "target ids [batch, steps]");
        if (from.extent(0) != to.extent(0)) throw ShapeException.expected(this, "as many targets as sources " + from, to);
        return to.withLastAdded(target.vocabulary);
    }

    @Override public Shape outputShape(Shape input) { return outputShape(List.of(input)); }

    @Override public BoundEncoderDecoder bind(Shape input, Seed seed) { return bind(List.of(input), seed); }

    @Override public BoundEncoderDecoder bind(List<Shape> inputs, Seed seed) {
        outputShape(inputs);
        Stateful encoder = masked(Stacked.withSequences(source.layers));
        Shape ids = Shape.of(Shape.ANY, Shape.ANY), read = ids.withLastAdded(source.embedding);
        int seen = encoder.outputOf(read).last(), said = target.layers.stateWidths().get(BoundEncoderDecoder.top(target.layers)), known = context == Context.LAST ? sum(encoder) : seen;
        int step = target.embedding + (attention.isEmpty() ? known : isBefore() ? seen : 0);
        return new BoundEncoderDecoder(this, Embedding.of(source.vocabulary, source.embedding).bind(ids, seed.child(0)), encoder.bind(List.of(read, ids), seed.child(1)),
                Projection.of(sum(target.layers)).bind(Shape.of(Shape.ANY, known), seed.child(2)), Embedding.of(target.vocabulary, target.embedding).bind(ids, seed.child(3)),
                Stacked.withSequences(target.layers).bind(ids.withLastAdded(step), seed.child(4)), attention.map(looking -> looking.attention.bind(said, seen, seed.child(5))),
                Projection.of(target.vocabulary).bind(ids.withLastAdded(said + (attention.isEmpty() ? 0 : seen)), seed.child(6)));
    }

    boolean isBefore() { return attention.filter(looking -> looking.timing == Timing.BEFORE).isPresent(); }

    private static int sum(Stateful layers) { return layers.stateWidths().stream().mapToInt(width -> width).sum(); }

    private static Stateful masked(Stateful layer) {
        return switch (layer) {
            case Recurrent<?> recurrent -> recurrent.masked(true);
            case Bidirectional both -> new Bidirectional(both.inner().masked(true), both.mode());
            case Stacked stacked -> new Stacked(stacked.layers().stream().map(EncoderDecoder::masked).toList(), stacked.dropout());
        };
    }

    @Override public String summary() {
        long parameters = bind(inputs(), Seed.of(0)).weights().stream().filter(dev.lanewise.core.tensor.Weight::trainable).mapToLong(weight -> weight.shape().size()).sum();
        return this + String.format(java.util.Locale.ROOT, " total %,d parameters, %,d bytes as float32", parameters, 4 * parameters);
    }

    /// `EncoderDecoder(30 tokens, GRU(64) → 14 tokens, GRU(64), last, Attention(additive, 64) before)`
    @Override public String toString() {
        return "EncoderDecoder(" + source.vocabulary + " tokens, " + source.layers + " → " + target.vocabulary + " tokens, " + target.layers + ", " + lower(context)
                + attention.map(looking -> ", " + looking.attention + " " + lower(looking.timing)).orElse("") + ")";
    }

    private static String lower(Enum<?> constant) { return constant.name().toLowerCase(java.util.Locale.ROOT); }

    /// Names it `encoder-decoder`.
    public static final class Provider implements LayerProvider {

        public Provider() { }

        @Override public String name() { return "encoder-decoder"; }

        @Override public Class<EncoderDecoder> type() { return EncoderDecoder.class; }

        @Override public List<Option> options() {
            return List.of(new Option("source", Type.OBJECT, "", "vocabulary, embedding and layers", "What reads."),
                    new Option("target", Type.OBJECT, "", "vocabulary, embedding and layers", "What writes."),
                    new Option("context", Type.TEXT, "last", "last, mean, max", "What the encoder's states become."),
                    new Option("attention", Type.OBJECT, "none", "attention, a layer, and timing, before or after", "How each step looks back."));
        }

        @Override public Layer create(Options options) {
            Optional<Looking> looking = options.has("attention") ? Optional.of(looking(options.options("attention"))) : Optional.empty();
            return new EncoderDecoder(side(options.options("source")), side(options.options("target")), options.choice("context", Context.LAST), looking);
        }

        private static Side side(Options options) { return new Side(options.integer("vocabulary"), options.integer("embedding"), layer(options, "layers", Stateful.class)); }

        private static Looking looking(Options options) { return new Looking(layer(options, "attention", Attention.class), options.choice("timing", Timing.AFTER)); }

        private static <L extends Layer> L layer(Options options, String name, Class<L> type) {
            Layer layer = LayerRegistry.load().create(options.options(name));
            if (!type.isInstance(layer)) throw new DataException(options.place() + ", " + name + ": expected a layer of another kind, but got " + layer);
            return type.cast(layer);
        }
    }
}
