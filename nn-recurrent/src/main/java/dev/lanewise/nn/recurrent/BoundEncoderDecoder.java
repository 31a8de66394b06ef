package dev.lanewise.nn.recurrent;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundAttention;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.tensor.Axes;
import dev.lanewise.core.tensor.Comparisons;
import dev.lanewise.core.tensor.Forms;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Views;
import dev.lanewise.core.tensor.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An [EncoderDecoder] with its weights, which can also write step by step.
public final class BoundEncoderDecoder implements BoundLayer {

    private static final float FAR = 1e9f;

    private final EncoderDecoder network;
    private final BoundLayer sourceTable;
    private final BoundStateful encoder;
    private final BoundLayer bridge;
    private final BoundLayer targetTable;
    private final BoundStateful decoder;
    private final Optional<BoundAttention> attention;
    private final BoundLayer head;
    private final Weight forcing = Weight.of("forcing", Shape.of(1), new float[] {1}).frozen();       // the share of true tokens before a step of training

    BoundEncoderDecoder(EncoderDecoder network, BoundLayer sourceTable, BoundStateful encoder, BoundLayer bridge, BoundLayer targetTable, BoundStateful decoder,
            Optional<BoundAttention> attention, BoundLayer head) {
        this.network = network;
        this.sourceTable = sourceTable;
        this.encoder = encoder;
        this.bridge = bridge;
        this.targetTable = targetTable;
        this.decoder = decoder;
        this.attention = attention;
        this.head = head;
    }

    /// Which of the states is the output of the last layer.
    static int top(Stateful layers) {
        return layers instanceof Stacked stacked ? layers.stateWidths().size() - stacked.layers().getLast().stateWidths().size() + top(stacked.layers().getLast()) : 0;
    }

    /// What was read.
    ///
    /// @param outputs the encoder's after each step, `[batch, time, width]`, zeros for padding
    /// @param mask `[batch, time]`
    /// @param context `[batch, width]`
    record Read(Tensor outputs, Tensor mask, Tensor context) { }

    /// What a decoder said and where it stands.
    ///
    /// @param scores `[batch, steps, vocabulary]`
    /// @param states of all its layers
    /// @param alignment `[batch, steps, time]`, if it looks back
    record Written(Tensor scores, List<Tensor> states, Optional<Tensor> alignment) { }

    /// Reads ids `[batch, time]`.
    Read read(Tensor ids) {
        Tensor mask = Comparisons.not(Comparisons.equal(ids, Tensor.of(Shape.scalar(), 0)));
        BoundStateful.Passage passage = encoder.run(sourceTable.forward(ids), List.of(), Optional.of(mask));
        Tensor outputs = passage.outputs();
        return new Read(outputs, mask, switch (network.context()) {
            case LAST -> Forms.concatenate(-1, passage.states());
            case MEAN -> outputs.sum(1).dividedBy(mask.sum(Axes.kept(1)).clip(1, FAR));
            case MAX -> outputs.plus(Forms.unsqueeze(mask.minus(1).times(FAR), -1)).max(Axes.of(1)).clip(-FAR / 2, FAR);
        });
    }

    /// The states before the first step.
    List<Tensor> states(Read read) {
        Tensor all = bridge.forward(read.context).tanh();
        return Forms.split(all, -1, network.target().layers().stateWidths().stream().mapToInt(width -> width).toArray());
    }

    /// A memory to look at while writing, if there is attention.
    Optional<BoundAttention.Memory> memory(Read read) { return attention.map(own -> own.over(read.outputs, Optional.of(read.mask))); }

    /// Goes on by the tokens `[batch, steps]`.
    Written write(Read read, Optional<BoundAttention.Memory> memory, List<Tensor> states, Tensor ids) {
        Tensor tokens = targetTable.forward(ids);
        if (!network.isBefore()) return together(read, memory, states, tokens);
        List<Written> steps = new ArrayList<>();
        List<Tensor> now = states;
        for (int step = 0; step < ids.shape().extent(1); step++) {
            steps.add(afterLooking(memory.orElseThrow(), now, tokens.slice(1, step, step + 1)));
            now = steps.getLast().states;
        }
        return new Written(Forms.concatenate(1, steps.stream().map(Written::scores).toList()), now, Optional.of(Forms.concatenate(1, steps.stream().map(step -> step.alignment.orElseThrow()).toList())));
    }

    /// All steps at once: no step waits for what the one before saw.
    private Written together(Read read, Optional<BoundAttention.Memory> memory, List<Tensor> states, Tensor tokens) {
        Tensor input = memory.isPresent() ? tokens : Forms.concatenate(-1, List.of(tokens, repeated(read.context, tokens.shape().extent(1))));
        BoundStateful.Passage passage = decoder.run(input, states);
        if (memory.isEmpty()) return new Written(head.forward(passage.outputs()), passage.states(), Optional.empty());
        BoundAttention.Seen seen = memory.get().look(passage.outputs());
        return new Written(head.forward(Forms.concatenate(-1, List.of(passage.outputs(), seen.contexts()))), passage.states(), Optional.of(seen.alignment()));
    }

    private static Tensor repeated(Tensor context, int steps) { return Views.expand(Forms.unsqueeze(context, 1), Shape.of(context.shape().extent(0), steps, context.shape().last())); }

    private Written afterLooking(BoundAttention.Memory memory, List<Tensor> states, Tensor token) {
        BoundAttention.Seen seen = memory.look(Forms.unsqueeze(states.get(top(network.target().layers())), 1));
        BoundStateful.Passage passage = decoder.run(Forms.concatenate(-1, List.of(token, seen.contexts())), states);
        return new Written(head.forward(Forms.concatenate(-1, List.of(passage.outputs(), seen.contexts()))), passage.states(), Optional.of(seen.alignment()));
    }

    @Override public Tensor forward(List<Tensor> inputs) {
        Read read = read(inputs.get(0));
        Tensor ids = inputs.get(1);
        boolean sampled = ids.tape().isTraining() && forcing.values()[0] < 1;
        return sampled ? sampled(read, ids) : write(read, memory(read), states(read), ids).scores;
    }

    /// Scheduled sampling: before a step stands the true token or, by chance, the one that the step before said.
    private Tensor sampled(Read read, Tensor ids) {
        Tape tape = ids.tape();
        RandomStream random = tape.nextSeed().stream();
        Optional<BoundAttention.Memory> memory = memory(read);
        int batch = ids.shape().extent(0), steps = ids.shape().extent(1);
        List<Tensor> scores = new ArrayList<>(), states = states(read);
        float[] before = column(ids, 0);
        for (int step = 0; step < steps; step++) {
            Written written = write(read, memory, states, tape.constant(Shape.of(batch, 1), before));
            scores.add(written.scores);
            states = written.states;
            if (step + 1 < steps) before = mixed(column(ids, step + 1), written.scores.argMax(-1).toArray(), random);
        }
        return Forms.concatenate(1, scores);
    }

    private float[] mixed(float[] truth, float[] said, RandomStream random) {
        for (int i = 0; i < truth.length; i++) if (random.nextDouble() >= forcing.values()[0]) truth[i] = said[i];
        return truth;
    }

    private static float[] column(Tensor ids, int step) {
        float[] column = new float[ids.shape().extent(0)];
        for (int row = 0; row < column.length; row++) column[row] = ids.data()[row * ids.shape().extent(1) + step];
        return column;
    }

    @Override public List<Weight> weights() {
        List<Weight> all = new ArrayList<>();
        add(all, "source", sourceTable);
        add(all, "encoder", encoder);
        add(all, "bridge", bridge);
        add(all, "target", targetTable);
        add(all, "decoder", decoder);
        attention.ifPresent(own -> add(all, "attention", own));
        add(all, "head", head);
        all.add(forcing);
        return List.copyOf(all);
    }

    private static void add(List<Weight> all, String prefix, BoundLayer layer) { layer.weights().forEach(weight -> all.add(weight.under(prefix))); }

    @Override public String toString() { return network + " " + weights(); }
}
