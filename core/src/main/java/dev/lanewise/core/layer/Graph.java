package dev.lanewise.core.layer;

import com.google.common.collect.ImmutableList;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A network with any number of inputs whose layers may take several values: a list of steps, each naming the values it takes.
///
/// Values are numbered: the inputs first, then the result of each step; the last one is the output. [Node] writes such a list in the
/// way one thinks of it.
///
/// @param sources what goes in
/// @param steps in an order in which every value exists before it is taken
public record Graph(List<Input> sources, List<Step> steps) implements Network, Merge {

    /// One layer and the numbers of the values that go into it.
    public record Step(Layer layer, List<Integer> from) {
        public Step {
            from = ImmutableList.copyOf(from);
        }
    }

    public Graph {
        sources = ImmutableList.copyOf(sources);
        steps = ImmutableList.copyOf(steps);
        if (steps.isEmpty()) throw new IllegalArgumentException("Graph: expected at least one layer, but got none");
        shapes(steps, sources.stream().map(Input::batched).toList());
    }

    @Override public List<Shape> inputs() { return sources.stream().map(Input::batched).toList(); }

    @Override public Shape outputShape(List<Shape> inputs) { return shapes(inputs).getLast(); }

    @Override public Shape outputShape(Shape input) { return outputShape(List.of(input)); }

    @Override public BoundLayer bind(Shape input, Seed seed) { return bind(List.of(input), seed); }

    @Override public BoundLayer bind(List<Shape> inputs, Seed seed) {
        List<Shape> shapes = shapes(inputs);
        List<BoundLayer> bound = IntStream.range(0, steps.size())
                .mapToObj(i -> steps.get(i).layer.bind(taken(steps.get(i), shapes), seed.child(i))).toList();
        return new BoundGraph(steps, bound);
    }

    @Override public String summary() {
        List<Shape> shapes = shapes(inputs());
        Summary summary = new Summary("Graph");
        for (int i = 0; i < sources.size(); i++) summary.add("#" + i + " Input" + shapes.get(i), shapes.get(i), BoundLayer.of(x -> x));
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            int value = sources.size() + i;
            summary.add("#" + value + " " + step.layer + " of #" + step.from, shapes.get(value), step.layer.bind(taken(step, shapes), Seed.of(0)));
        }
        return summary.toString();
    }

    private List<Shape> shapes(List<Shape> inputs) {
        if (inputs.size() != sources.size()) throw new ShapeException("Graph: expected " + sources.size() + " inputs, but got " + inputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            try {
                sources.get(i).outputShape(inputs.get(i));
            } catch (ShapeException e) {
                throw e.at("Graph, input " + (i + 1) + " of " + inputs.size());
            }
        }
        return shapes(steps, inputs);
    }

    /// The shapes of all values; complaints name the step.
    private static List<Shape> shapes(List<Step> steps, List<Shape> inputs) {
        List<Shape> shapes = new ArrayList<>(inputs);
        for (int i = 0; i < steps.size(); i++) {
            try {
                shapes.add(steps.get(i).layer.outputShape(taken(steps.get(i), shapes)));
            } catch (ShapeException e) {
                throw e.at("Graph, layer " + (i + 1) + " of " + steps.size());
            }
        }
        return shapes;
    }

    private static <T> List<T> taken(Step step, List<T> values) {
        for (int from : step.from) {
            if (from < 0 || from >= values.size()) {
                throw new IllegalArgumentException("Graph: expected " + step.layer + " to take values in 0 … " + (values.size() - 1) + ", but got " + from);
            }
        }
        return step.from.stream().map(values::get).toList();
    }

    private record BoundGraph(List<Step> steps, List<BoundLayer> layers) implements Composed {

        @Override public Tensor forward(List<Tensor> inputs) {
            List<Tensor> values = new ArrayList<>(inputs);
            Tape tape = Tape.of(inputs.toArray(Tensor[]::new));
            for (int i = 0; i < steps.size(); i++) {
                tape.enter(i);
                values.add(layers.get(i).forward(taken(steps.get(i), values)));
                tape.leave(values.getLast());
            }
            return values.getLast();
        }

        @Override public Tensor forward(List<Tensor> inputs, Runner runner) {
            List<Tensor> values = new ArrayList<>(inputs);
            for (int i = 0; i < steps.size(); i++) values.add(runner.run(i, layers.get(i), taken(steps.get(i), values)));
            return values.getLast();
        }

        @Override public List<Weight> weights() {
            return IntStream.range(0, layers.size()).boxed()
                    .flatMap(i -> layers.get(i).weights().stream().map(weight -> weight.under(Integer.toString(i)))).toList();
        }
    }
}
