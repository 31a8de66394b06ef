package dev.lanewise.core.tensor;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ElementFunction;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Where operations happen: it lends them memory and, while training, remembers how to take each one's gradient.
///
/// A tape serves one thread. Between two steps [#reset] takes all memory back, so that a step in steady state allocates nothing
/// large; tensors of the step before must not be used after it. [#eager()] is the tape of tensors that belong to none: it remembers
/// nothing, may be used from everywhere, and takes its memory from the heap.
///
/// An operation, here and in plug-ins, is a static function of three parts, on the tape `Tape.of(x, y)`:
/// 1. `Tensor z = tape.result(shape, x, y)` and computing the values of `z`;
/// 2. `tape.record(z, () -> …)`, where the function adds to the gradients of `x` and `y` what the gradient of `z` gives them;
/// 3. in that function, [Tensor#gradient()] reads and [Tensor#openGradient()] says whether to overwrite or to add.
public final class Tape {

    private static final Tape EAGER = new Tape(Backend.standard(), false, false, null, null);

    private final Backend backend;
    private final boolean recording;
    private final boolean training;
    private final @org.jspecify.annotations.Nullable Workspace workspace;
    private final @org.jspecify.annotations.Nullable Witness witness;

    private final List<Runnable> backwards = new ArrayList<>();
    private final List<Tensor> results = new ArrayList<>();
    private final Map<float[], Storage> leaves;
    private final Map<float[], Tensor> substitutes = new IdentityHashMap<>();
    private Seed seed = Seed.of(0);
    private long randomOperations;
    private boolean over;
    private boolean repeating;
    private @org.jspecify.annotations.Nullable Tape draft;
    private @org.jspecify.annotations.Nullable Tape repetition;

    private Tape(Backend backend, boolean recording, boolean training, @org.jspecify.annotations.Nullable Workspace workspace,
            @org.jspecify.annotations.Nullable Witness witness) {
        this(backend, recording, training, workspace, witness, new IdentityHashMap<>());
    }

    private Tape(Backend backend, boolean recording, boolean training, @org.jspecify.annotations.Nullable Workspace workspace,
            @org.jspecify.annotations.Nullable Witness witness, Map<float[], Storage> leaves) {
        this.leaves = leaves;
        this.backend = backend;
        this.recording = recording;
        this.training = training;
        this.workspace = workspace;
        this.witness = witness;
    }

    /// Remembers nothing and lends from the heap.
    public static Tape eager() { return EAGER; }

    /// Remembers nothing; layers behave as when predicting.
    public static Tape inference(Backend backend) { return new Tape(backend, false, false, new Workspace(), null); }

    /// Remembers gradients; layers behave as when training (dropout drops, batch norm looks at the batch).
    public static Tape training(Backend backend) { return new Tape(backend, true, true, new Workspace(), null); }

    /// Remembers gradients of layers that behave as when predicting.
    public static Tape gradients(Backend backend) { return new Tape(backend, true, false, new Workspace(), null); }

    /// A fresh tape of the same kind that tells a witness of everything that happens on it.
    public Tape watchedBy(Witness witness) { return new Tape(backend, recording, training, new Workspace(), witness); }

    /// The tape that an operation on these operands belongs to; an operand that belongs to none joins the others.
    ///
    /// @throws IllegalArgumentException if they are of several tapes
    public static Tape of(Tensor... operands) { return Tapes.of(List.of(operands)); }

    public Backend backend() { return backend; }

    public boolean isTraining() { return training; }

    /// Takes back all memory of the last step and starts the next one.
    ///
    /// @param seed where the random operations of the step take their numbers from
    public void reset(Seed seed) {
        accumulate(seed);
        leaves.values().forEach(leaf -> leaf.written = false);
    }

    /// Starts the next step as [#reset] does, but keeps the gradients of weights: those of the next backward are added to them.
    public void accumulate(Seed seed) {
        requireOwn("Tape.reset");
        this.seed = seed;
        over = false;
        randomOperations = 0;
        backwards.clear();
        results.clear();
        if (workspace != null) workspace.reset();
    }

    /// Where the random operations of this step take their numbers from.
    public Seed seed() { return seed; }

    /// A seed for the next random operation of this step.
    public Seed nextSeed() {
        requireOwn("Tape.nextSeed");
        return seed.child(randomOperations++);
    }

    /// A point in the random numbers of a step.
    record Moment(Seed seed, long randomOperations) { }

    Moment moment() { return new Moment(seed, randomOperations); }

    void moveTo(Moment moment) { randomOperations = moment.randomOperations(); }

    boolean isRecording() { return recording; }

    /// Whether this is a second pass over what has been computed already, which must not move running statistics again.
    boolean isRepeating() { return repeating; }

    /// A tape of its own memory on the same weights, at a moment of this one's step: for drafts if it records nothing, for repetitions if it does.
    Tape branch(boolean records, Moment at) {
        if (!substitutes.isEmpty()) throw new IllegalStateException("Recompute: expected weights as they are, but some are substituted. Recompute around what substitutes them");
        if (draft == null) draft = new Tape(backend, false, training, new Workspace(), null, leaves);
        if (repetition == null) repetition = new Tape(backend, true, training, new Workspace(), null, leaves);
        Tape branch = records ? repetition : draft;
        branch.repeating = records || repeating;
        branch.accumulate(at.seed());
        branch.moveTo(at);
        return branch;
    }

    private void requireOwn(String method) {
        if (this == EAGER) throw new IllegalStateException(method + ": expected a tape of one's own, but got the one of tensors that belong to none");
    }

    /// Whether a [Witness] hears of what happens, for which fused operations go step by step.
    public boolean isWatched() { return witness != null; }

    /// Says that part number `part` of a network begins to compute; [#leave] says that it is done. Both only matter to a [Witness].
    public void enter(int part) {
        if (witness != null) witness.entered(part);
    }

    /// Says that the part entered last has computed its output.
    public void leave(Tensor output) {
        if (witness != null) witness.left(output);
    }

    /// Says that an operation applied a function to each element of what became `result`. Only matters to a [Witness].
    public void activated(ElementFunction function, Tensor result) {
        if (witness != null) witness.activated(function, result);
    }

    /// Numbers that no gradient flows to, such as the samples of a batch; not copied.
    public Tensor constant(Shape shape, float[] values) { return new Tensor(this, shape, new Storage(values, false)); }

    /// Lets layers compute with something else where they ask for a weight, such as its numbers plus a correction, until [#restore].
    ///
    /// @throws IllegalArgumentException if the shapes differ
    public void substitute(Weight weight, Tensor tensor) {
        requireOwn("Tape.substitute");
        if (!tensor.shape().equals(weight.shape())) throw new IllegalArgumentException("Tape.substitute: expected a tensor " + weight.shape() + " for " + weight.name() + ", but got " + tensor.shape());
        substitutes.put(weight.values(), tensor);
    }

    /// Ends [#substitute].
    public void restore(Weight weight) { substitutes.remove(weight.values()); }

    /// A tensor for the numbers of a weight, whose gradient [#gradientOf] tells after [#backward].
    public Tensor weight(Weight weight) {
        if (!substitutes.isEmpty()) {
            Tensor substitute = substitutes.get(weight.values());
            if (substitute != null) return substitute;
        }
        if (!recording || !weight.trainable()) return constant(weight.shape(), weight.values());
        Storage leaf = leaves.computeIfAbsent(weight.values(), values -> new Storage(values, true));
        return new Tensor(this, weight.shape(), leaf);
    }

    /// A fresh tensor for the result of an operation on the given operands; its values may hold anything at first.
    public Tensor result(Shape shape, Tensor... operands) {
        boolean tracked = false;
        for (Tensor operand : operands) tracked |= operand.isTracked();
        Tensor result = new Tensor(this, shape, new Storage(scratch(shape.size()), tracked));
        if (witness != null) witness.begun(result, List.of(operands));
        return result;
    }

    /// A fresh tensor that a gradient flows to, whatever it was made of.
    Tensor trackedResult(Shape shape, List<Tensor> operands) {
        Tensor result = new Tensor(this, shape, new Storage(scratch(shape.size()), true));
        if (witness != null) witness.begun(result, operands);
        return result;
    }

    /// An array for the rest of this step, which may hold anything at first.
    public float[] scratch(int n) { return workspace == null ? new float[n] : workspace.lend(n); }

    /// Returns scratch before the step is over.
    public void giveBack(float[] scratch) {
        if (workspace != null) workspace.giveBack(scratch);
    }

    /// Remembers how the gradient of `result` flows on to its operands; does nothing if no operand is tracked.
    ///
    /// @throws IllegalStateException if an operand is tracked by another tape than this, or the step is over
    public void record(Tensor result, Runnable backward) {
        if (witness != null) witness.computed(result);
        if (!result.isTracked()) return;
        if (!recording) throw new IllegalStateException("Tape.record: expected the tape of the tracked operands, but got one that records no gradients");
        requireOpenStep("Tape.record");
        if (result.storage().recorded) throw new IllegalStateException("Tape.record: expected one gradient function for a result, but " + result + " or a view of it has one");
        result.storage().recorded = true;
        backwards.add(backward);
        results.add(result);
    }

    /// Lets the gradient of a sum over `result` (with weights 1) flow back through everything recorded.
    ///
    /// Memory of results and their gradients goes back to the workspace on the way, so only gradients of weights can be read
    /// afterwards, and the step is over: until [#reset], nothing more can be recorded or differentiated.
    ///
    /// @throws IllegalStateException if this tape records nothing, or the step is over
    /// @throws IllegalArgumentException if the result is a tensor of another tape
    public void backward(Tensor result) {
        if (!recording) throw new IllegalStateException("Tape.backward: expected a tape that records gradients, but this one does not");
        if (result.tape() != this) throw new IllegalArgumentException("Tape.backward: expected a tensor of this tape, but " + result + " belongs to another");
        requireOpenStep("Tape.backward");
        java.util.Arrays.fill(result.gradient(), 0, result.size(), 1);
        result.openGradient();
        for (int i = backwards.size() - 1; i >= 0; i--) {
            Tensor of = results.get(i);
            if (of.storage().written) flowBack(of, backwards.get(i));
            release(of.storage());
        }
        backwards.clear();
        results.clear();
        over = true;
    }

    private void flowBack(Tensor result, Runnable backward) {
        if (witness != null) witness.gradient(result);
        backward.run();
        if (witness != null) witness.differentiated(result);
    }

    private void requireOpenStep(String owner) {
        if (over) throw new IllegalStateException(owner + ": expected a fresh step, but its gradients were taken already. Call reset before the next one");
    }

    private void release(Storage storage) {
        if (storage.gradient != null) giveBack(storage.gradient);
        giveBack(storage.values);
    }

    /// The gradient of a weight after [#backward], row-major, or empty if none flowed to it in this step.
    public java.util.Optional<float[]> gradientOf(Weight weight) {
        Storage leaf = leaves.get(weight.values());
        return leaf == null || !leaf.written ? java.util.Optional.empty() : java.util.Optional.ofNullable(leaf.gradient);
    }

    /// [#gradientOf] for an optimiser, which asks in every step: an array without elements if no gradient flowed to the weight.
    public float[] gradient(Weight weight) {
        Storage leaf = leaves.get(weight.values());
        return leaf == null || !leaf.written || leaf.gradient == null ? new float[0] : leaf.gradient;
    }

    /// Memory for a gradient: a weight keeps its own for the life of the tape.
    float[] gradientArray(Storage storage, int n) {
        return leaves.get(storage.values) == storage ? new float[n] : scratch(n);
    }
}
