package dev.lanewise.nn.recurrent;

import dev.lanewise.core.tensor.Forms;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A [Bidirectional] layer with the weights of both directions.
public final class BoundBidirectional implements BoundStateful {

    private final Bidirectional layer;
    private final BoundRecurrent forward;
    private final BoundRecurrent backward;

    BoundBidirectional(Bidirectional layer, BoundRecurrent forward, BoundRecurrent backward) {
        this.layer = layer;
        this.forward = forward;
        this.backward = backward;
    }

    @Override public Bidirectional layer() { return layer; }

    /// The direction of time.
    public BoundRecurrent forwards() { return forward; }

    /// The direction against time.
    public BoundRecurrent backwards() { return backward; }

    /// Those of the two directions under `forward.…` and `backward.…`.
    @Override public List<Weight> weights() {
        return Stream.concat(forward.weights().stream().map(weight -> weight.under("forward")), backward.weights().stream().map(weight -> weight.under("backward"))).toList();
    }

    @Override public Passage run(Tensor x, List<Tensor> states, Optional<Tensor> mask) {
        Passage there = forward.run(x, ofForward(states), mask), back = backward.runInTime(x, ofBackward(states), mask);
        return new Passage(merged(there.outputs(), back.outputs()), Stream.concat(there.states().stream(), back.states().stream()).toList());
    }

    @Override public Tensor output(Tensor x, List<Tensor> states, Optional<Tensor> mask) {
        return merged(forward.output(x, ofForward(states), mask), backward.outputInTime(x, ofBackward(states), mask));
    }

    /// Names begin with `forward.` and `backward.`.
    @Override public Map<String, Tensor> trace(Tensor x, List<Tensor> states, Optional<Tensor> mask) {
        Map<String, Tensor> both = new LinkedHashMap<>();
        forward.trace(x, ofForward(states), mask).forEach((name, map) -> both.put("forward." + name, map));
        backward.trace(x, ofBackward(states), mask).forEach((name, map) -> both.put("backward." + name, map));
        return both;
    }

    private List<Tensor> ofForward(List<Tensor> states) { return states.subList(0, states.size() / 2); }

    private List<Tensor> ofBackward(List<Tensor> states) { return states.subList(states.size() / 2, states.size()); }

    private Tensor merged(Tensor there, Tensor back) {
        return switch (layer.mode()) {
            case CONCAT -> Forms.concatenate(-1, List.of(there, back));
            case SUM -> there.plus(back);
            case MUL -> there.times(back);
            case AVE -> there.plus(back).times(0.5);
            case NONE -> Forms.concatenate(-1, List.of(there, back)).reshape(Bidirectional.pair(there.shape()));
        };
    }

    @Override public String toString() { return layer + " " + weights(); }
}
