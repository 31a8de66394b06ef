package dev.lanewise.core.metric;

import java.util.function.Function;

/// Another accumulator with a function of its result.
record Derived<V, W>(Accumulator<V> inner, Function<V, W> function) implements Accumulator<W> {

    @Override public void add(double[] said, double truth, double weight) { inner.add(said, truth, weight); }

    @Override public void merge(Accumulator<W> other) { inner.merge(Samples.same(this, other).inner()); }

    @Override public W value() { return function.apply(inner.value()); }
}
