package dev.lanewise.nn.recurrent;

import dev.lanewise.core.layer.Traceable;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A [Stateful] layer with its weights, which can tell the states after the last step.
///
/// Everything is recorded on the tape of the sequence: gradients flow through what [#run] gives as they do through [#forward].
public sealed interface BoundStateful extends Traceable permits BoundRecurrent, BoundBidirectional, BoundStacked {

    /// What it is a layer with weights of.
    Stateful layer();

    /// What a layer made of sequences.
    ///
    /// @param outputs after each step, `[batch, time, width]`, zeros where a step doesn't count
    /// @param states the states after the last step, `[batch, width]` each
    record Passage(Tensor outputs, List<Tensor> states) { }

    /// The way through sequences from the given states, or from those that the layer begins with.
    ///
    /// @param x `[batch, time, features]`
    /// @param states one for each of [Stateful#stateWidths], or none
    /// @param mask `[batch, time]`: 1 where a step counts, 0 where it doesn't
    Passage run(Tensor x, List<Tensor> states, Optional<Tensor> mask);

    /// The same where all steps count.
    default Passage run(Tensor x, List<Tensor> states) { return run(x, states, Optional.empty()); }

    /// The output alone, of every step or of the last one, as the layer says.
    Tensor output(Tensor x, List<Tensor> states, Optional<Tensor> mask);

    @Override default Tensor forward(Tensor x) { return layer().masked() ? forward(List.of(x)) : output(x, List.of(), Optional.empty()); }

    @Override default Tensor forward(List<Tensor> inputs) {
        boolean masked = layer().masked();
        return output(inputs.getFirst(), inputs.subList(1, inputs.size() - (masked ? 1 : 0)), masked ? Optional.of(inputs.getLast()) : Optional.empty());
    }

    /// What happened at each step.
    ///
    /// @param x `[1, time, features]`
    Map<String, Tensor> trace(Tensor x, List<Tensor> states, Optional<Tensor> mask);

    @Override default Map<String, Tensor> trace(List<Tensor> inputs) {
        boolean masked = layer().masked();
        return trace(inputs.getFirst(), inputs.subList(1, inputs.size() - (masked ? 1 : 0)), masked ? Optional.of(inputs.getLast()) : Optional.empty());
    }
}
