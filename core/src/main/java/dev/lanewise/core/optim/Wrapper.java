package dev.lanewise.core.optim;

/// A session around another one, which does what this one doesn't do itself.
interface Wrapper extends Optimizer.Session {

    Optimizer.Session inner();

    @Override default int calls() { return inner().calls(); }

    @Override default double penalty() { return inner().penalty(); }

    @Override default void swap() { inner().swap(); }

    @Override default void finish() { inner().finish(); }

    @Override default Optimizer.State state() { return inner().state(); }

    @Override default void restore(Optimizer.State state) { inner().restore(state); }
}
