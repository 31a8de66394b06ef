package dev.lanewise.core.train;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Progress;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Network;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.core.tensor.Witness;
import dev.lanewise.linalg.Backend;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// A network with what it learned, from raw samples to probabilities or numbers.
///
/// Immutable and safe to use from many threads at once.
public final class TrainedNetwork implements Model {

    private static final int BATCH = 256;

    /// Tapes that wait for the next caller; more than these are left to the garbage collector.
    private static final int KEPT_TAPES = 16;

    private final Network network;
    private final BoundLayer bound;
    private final Meaning meaning;
    private final Recipe recipe;
    private final History history;
    private final BlockingQueue<Tape> tapes = new ArrayBlockingQueue<>(KEPT_TAPES);

    TrainedNetwork(Network network, BoundLayer bound, Meaning meaning, Recipe recipe, History history) {
        this.network = network;
        this.bound = bound;
        this.meaning = meaning;
        this.recipe = recipe;
        this.history = history;
    }

    /// The same network as the work of a [provider][dev.lanewise.core.spi.ModelProvider] with a name of its own, whose `restore` calls
    /// [#restore(ModelContent)].
    ///
    /// @param options of the provider; those of checkpoints and logs are left out
    public TrainedNetwork madeBy(String model, Options options) {
        return new TrainedNetwork(network, bound, meaning, new Recipe(model, SafeguardOptions.without(options), recipe.provenance()), history);
    }

    public Network network() { return network; }

    /// The layers with the weights that were learned, for whoever runs them in another way; they take scaled samples and give what a loss takes.
    public BoundLayer bound() { return bound; }

    public Schema schema() { return meaning.schema(); }

    /// How training went; empty in a model that was loaded.
    public History history() { return history; }

    /// What the network says of raw samples: probabilities `[batch, classes]`, or numbers as the network gives them.
    ///
    /// Nothing is looked at number by number: what is not finite comes out as NaN in the row of its sample, where [#predict(Dataset, Run)] refuses it.
    /// Works on the calling thread alone, for small batches from many threads; [#predict(Dataset, Run)] is for many samples.
    ///
    /// @param inputs one tensor for each input, the batch as its first axis
    /// @throws ShapeException if the network does not take such samples
    public Tensor predict(Tensor... inputs) {
        requireInputs(inputs);
        Tape borrowed = tapes.poll(), tape = borrowed == null ? Tape.inference(Backend.standard().threads(1)) : borrowed;
        try {
            tape.reset(Seed.of(0));
            Tensor prediction = meaning.loss().prediction(bound.forward(scaled(tape, inputs)));
            return Tensor.of(prediction.shape(), prediction.toArray());
        } finally {
            if (inputs[0].shape().extent(0) <= BATCH) tapes.offer(tape);               // a large batch's memory is not kept
        }
    }

    /// Raw samples as the layers take them, on a tape that records nothing: for whoever runs [#bound()] in another way.
    ///
    /// @param inputs one tensor for each input, the batch as its first axis
    /// @throws ShapeException if the network does not take such samples
    public List<Tensor> scaled(Tensor... inputs) {
        requireInputs(inputs);
        return scaled(Tape.inference(Backend.standard().threads(1)), inputs);
    }

    private void requireInputs(Tensor... inputs) {
        List<Shape> expected = network.inputs();
        for (int i = 0; i < Math.max(expected.size(), inputs.length); i++) {
            if (i >= expected.size() || i >= inputs.length || !expected.get(i).admits(inputs[i].shape())) {
                throw new ShapeException("Predict: expected " + expected + ", the samples the network was trained on, but got "
                        + Arrays.stream(inputs).map(Tensor::shape).toList());
            }
        }
    }

    private List<Tensor> scaled(Tape tape, Tensor... inputs) {
        Tensor scaled = scaled(tape, inputs[0]);
        return IntStream.range(0, inputs.length).mapToObj(i -> i == 0 ? scaled : tape.constant(inputs[i].shape(), inputs[i].data())).toList();
    }

    /// Looks into the network: runs it on a raw sample as when predicting, with a witness of everything that happens, and lets the gradient of a score
    /// flow back.
    ///
    /// The witness must not change anything. What it sees of the way forward can be read until the score is told, what it sees of the way back only
    /// while it hears of it.
    ///
    /// @param score takes the output of the network, before the loss makes a prediction of it, and tells the tensor whose sum is the score, such as the
    ///     logit of a class
    /// @param input of a network with one input, the batch as its first axis
    /// @return the gradient of the score by the input as the network sees it, scaled: zeros where none flows
    /// @throws ShapeException if the network does not take such samples
    public Tensor look(Witness witness, UnaryOperator<Tensor> score, Tensor input) {
        if (network.inputs().size() != 1 || !network.inputs().getFirst().admits(input.shape())) {
            throw new ShapeException("Look: expected " + network.inputs() + ", the samples the network was trained on, but got " + input.shape());
        }
        Tape tape = Tape.gradients(Backend.standard().threads(1)).watchedBy(witness);
        tape.reset(Seed.of(0));
        Weight sample = Weight.of("sample", input.shape(), Arrays.copyOf(scaled(tape, input).data(), input.size()));
        tape.backward(score.apply(bound.forward(tape.weight(sample))));
        return Tensor.of(input.shape(), tape.gradientOf(sample).map(float[]::clone).orElseGet(() -> new float[input.size()]));
    }

    private Tensor scaled(Tape tape, Tensor input) {
        float[] values = tape.scratch(input.size());
        System.arraycopy(input.data(), 0, values, 0, input.size());
        int n = input.shape().sampleSize();
        for (int i = 0; i < input.shape().extent(0); i++) meaning.scaling().apply(values, i * n, n);
        return tape.constant(input.shape(), values);
    }

    /// @throws DataException if the samples are not of the kind it learned from, or what the network says of one is not finite: no class would be as good as another
    @Override public Table predict(Dataset data, Run run) {
        Shape shape = network.output();
        int width = shape.sampleSize();
        float[] predictions = new float[Math.multiplyExact(data.size(), width)];
        forEachBatch(data, run, "predict", (from, output, _) -> {
            Tensor prediction = meaning.loss().prediction(output);
            System.arraycopy(prediction.data(), 0, predictions, from * width, prediction.size());
        });
        for (int i = 0; i < predictions.length; i++) {
            if (!Float.isFinite(predictions[i])) throw new DataException("Predict: expected samples of which the network says something finite, but of sample " + i / width + " it says " + predictions[i] + ". Drop or fill what is not finite in it");
        }
        return Predictions.table(schema().target(), predictions, data.size(), width, shape);
    }

    /// The `loss` that was trained on and the figures of a [classification][dev.lanewise.core.metric.Classification#figures()], `accuracy` first, with
    /// the confusion matrix; or those of [numbers][dev.lanewise.core.metric.RegressionErrors#figures()], `rmse` and `mae` first, in the units of the target.
    ///
    /// @throws DataException if the network says something that is not finite
    @Override public Evaluation evaluate(Dataset data, Run run) {
        requireTarget(data);
        Score score = new Score(schema().target(), meaning.loss());
        forEachBatch(data, run, "evaluate", (from, output, target) -> score.add(output, target, weights(data, from, output.shape().extent(0))));
        return score.evaluation(data.size());
    }

    private static double[] weights(Dataset data, int from, int size) { return data.isWeighted() ? IntStream.range(from, from + size).mapToDouble(data::weight).toArray() : new double[0]; }

    /// Refuses samples that [#evaluate] would refuse.
    void requireJudges(Dataset data) {
        requireTarget(data);
        requireSamples(data.schema());
    }

    private void requireTarget(Dataset data) {
        Schema.Target expected = schema().target(), actual = data.schema().target();
        if (actual.kind() != expected.kind()) {
            throw new DataException("Evaluate: expected the target '" + expected.name() + "' in the data, but it is not there. Name its column");
        }
        if (!actual.classes().equals(expected.classes())) {                     // class numbers would mean other classes
            throw new DataException("Evaluate: expected the classes " + expected.classes() + ", which the model was trained on, but got " + actual.classes());
        }
        if (!fits(actual.shape(), expected.shape())) {
            throw new DataException("Evaluate: expected targets of shape " + expected.shape() + " a sample, as the model was trained on, but got " + actual.shape());
        }
        if (data.size() == 0) throw new DataException("Evaluate: expected at least one sample, but the data has none");
    }

    /// Where the network leaves the number of steps open, targets may have more or fewer than those that it learned from.
    private boolean fits(Shape target, Shape learned) {
        boolean open = network.output().rank() > 1 && network.output().extent(1) == Shape.ANY && learned.rank() > 0 && target.rank() > 0;
        return open ? target.with(0, Shape.ANY).equals(learned.with(0, Shape.ANY)) : target.equals(learned);
    }

    /// Hears of one batch: where it begins, what the network gives, and what is true.
    private interface BatchTask {
        void batch(int from, Tensor output, Tensor target);
    }

    private void forEachBatch(Dataset data, Run run, String task, BatchTask consumer) {
        requireSamples(data.schema());
        int size = data.size();
        Tape tape = Tape.inference(run.backend());
        Batches batches = Batches.unweighted(data, meaning.scaling(), run.backend());
        Batch batch = batches.room(Math.min(BATCH, size));
        int[] order = IntStream.range(0, size).toArray();
        for (int from = 0; from < size; from += BATCH) {
            int to = Math.min(size, from + BATCH);
            tape.reset(Seed.of(0));
            batches.read(batch, order, from, to);
            consumer.batch(from, bound.forward(batch.inputs(tape)), batch.target(tape));
            run.listener().onProgress(new Progress(task, to, size, "samples", Double.NaN));
        }
    }

    private void requireSamples(Schema actual) {
        List<Shape> expected = network.inputs();
        for (int i = 0; i < expected.size(); i++) {
            boolean fits = actual.inputs().size() == expected.size() && expected.get(i).admits(actual.inputs().get(i).withFirst(Shape.ANY));
            if (!fits) throw new DataException("Predict: expected samples of " + schema().inputs() + ", which the model was trained on, but got " + actual.inputs());
        }
    }

    @Override public ModelContent content() { return NetworkContent.of(network, bound, meaning, recipe); }

    /// The network whose [#content()] this was.
    public static TrainedNetwork restore(ModelContent content) { return NetworkContent.restore(content); }

    @Override public String toString() { return network.toString(); }
}
