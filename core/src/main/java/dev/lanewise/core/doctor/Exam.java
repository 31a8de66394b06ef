package dev.lanewise.core.doctor;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.core.tensor.Witness;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ElementFunction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Looks into a network: the same samples forward and back on a tape of its own, which leaves weights and running statistics as they are.
final class Exam implements Witness {

    /// What passed one place, and its gradient once it is known.
    private static final class Place {
        final String where;
        final boolean weighted;
        final Tensor values;
        double gradient = Double.NaN;
        List<Double> byTime = List.of();

        Place(String where, boolean weighted, Tensor values) {
            this.where = where;
            this.weighted = weighted;
            this.values = values;
        }

        double size() { return Lengths.all(values.data(), values.size()) / Math.sqrt(Math.max(1, values.size())); }

        LayerFlow flow(double size) { return new LayerFlow(where, weighted, values.shape(), size, gradient, byTime); }

        void gradient(float[] dy) {
            gradient = Lengths.all(dy, values.size());
            if (values.shape().rank() == 3) byTime = Lengths.byTime(dy, values.shape());
        }
    }

    /// One activation, judged when the whole forward pass is known.
    private record Activated(Part part, ElementFunction function, Tensor values) { }

    private final Anatomy anatomy;
    private final BoundLayer bound;
    private final Loss loss;
    private final List<Weight> inputs;
    private final Tensor target;
    private final Tape tape;

    private final Deque<String> paths = new ArrayDeque<>();
    private final List<Place> places = new ArrayList<>();
    private final Map<float[], List<Place>> placesOfValues = new IdentityHashMap<>();
    private final List<Activated> activated = new ArrayList<>();

    Exam(Anatomy anatomy, BoundLayer bound, Loss loss, SampleRows samples, Backend backend) {
        this.anatomy = anatomy;
        this.bound = bound;
        this.loss = loss;
        this.inputs = samples.inputs().stream().map(input -> Weight.of("input", input.shape(), input.toArray())).toList();   // their gradients are wanted, too
        this.target = samples.target();
        this.tape = Tape.training(backend).watchedBy(this);
    }

    Snapshot look(long step) {
        RunningStatistics statistics = RunningStatistics.of(bound);
        try {
            return examine(step);
        } finally {
            statistics.restore();
        }
    }

    private Snapshot examine(long step) {
        List.of(places, activated).forEach(List::clear);
        placesOfValues.clear();
        tape.reset(Seed.of(0).child(step));
        List<Tensor> tracked = inputs.stream().map(tape::weight).toList();
        for (int i = 0; i < tracked.size(); i++) add(new Place("input " + (i + 1), false, tracked.get(i)));

        Tensor output = bound.forward(tracked), cost = loss.of(output, target);
        Tensor said = Tensor.of(output.shape(), output.toArray());
        double value = cost.item();
        List<Units> units = activated.stream().map(one -> UnitCount.of(one.part, one.function, one.values, one.values.data() == output.data())).toList();
        List<Double> sizes = places.stream().map(Place::size).toList();
        if (cost.isTracked()) tape.backward(cost);
        for (Weight input : inputs) gradient(input.values(), tape.gradient(input));

        List<LayerFlow> flows = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) flows.add(places.get(i).flow(sizes.get(i)));
        return new Snapshot(step, value, flows, units, said);
    }

    private void add(Place place) {
        places.add(place);
        placesOfValues.computeIfAbsent(place.values.data(), values -> new ArrayList<>()).add(place);
    }

    private void gradient(float[] values, float[] gradient) {
        if (gradient.length > 0) placesOfValues.getOrDefault(values, List.of()).forEach(place -> place.gradient(gradient));
    }

    // ---- as a witness

    @Override public void entered(int part) { paths.push(Anatomy.below(paths.isEmpty() ? "" : paths.peek(), part)); }

    @Override public void left(Tensor output) {
        String path = paths.pop();
        Part part = anatomy.at(path);
        if (!part.path().equals(path)) return;                           // inside of a layer that is one to the eye
        add(new Place(part.toString(), anatomy.isWeighted(path), output));
    }

    @Override public void activated(ElementFunction function, Tensor result) {
        if (UnitCount.judges(function)) activated.add(new Activated(anatomy.at(paths.isEmpty() ? "" : paths.peek()), function, result));
    }

    @Override public void gradient(Tensor result) {
        gradient(result.data(), result.gradient());
    }
}
