package dev.lanewise.core.layer;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// A value on its way through a [Graph]: an input, or what a layer makes of other values.
///
public final class Node {

    private final Layer layer;
    private final List<Node> from;

    private Node(Layer layer, List<Node> from) {
        this.layer = layer;
        this.from = from;
    }

    /// An input of this shape for one sample.
    public static Node input(int... extents) { return new Node(Input.of(extents), List.of()); }

    /// What a layer makes of several values.
    public static Node of(Layer layer, Node... from) { return new Node(layer, List.of(from)); }

    /// What a layer makes of this value.
    public Node then(Layer layer) { return of(layer, this); }

    /// The network that computes this value from the given inputs.
    public Graph graph(Node... inputs) {
        Map<Node, Integer> numbers = new IdentityHashMap<>();
        List<Input> sources = new ArrayList<>();
        for (Node input : inputs) {
            if (!(input.layer instanceof Input described)) throw new IllegalArgumentException("Node.graph: expected inputs made by Node.input, but got " + input);
            if (numbers.put(input, sources.size()) != null) throw new IllegalArgumentException("Node.graph: expected every input once, but got " + input + " twice");
            sources.add(described);
        }
        List<Graph.Step> steps = new ArrayList<>();
        number(numbers, sources.size(), steps);
        return new Graph(sources, steps);
    }

    private int number(Map<Node, Integer> numbers, int inputs, List<Graph.Step> steps) {
        Integer known = numbers.get(this);
        if (known != null) return known;
        if (layer instanceof Input) throw new IllegalArgumentException("Node.graph: expected every input among the given ones, but " + this + " is not");
        List<Integer> taken = from.stream().map(node -> node.number(numbers, inputs, steps)).toList();
        steps.add(new Graph.Step(layer, taken));
        numbers.put(this, inputs + steps.size() - 1);
        return inputs + steps.size() - 1;
    }

    @Override public String toString() { return layer + (from.isEmpty() ? "" : " of " + from.size() + " values"); }
}
