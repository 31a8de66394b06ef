package dev.lanewise.core.optim;

/// A session that changes the gradients in place before another one steps by them.
record Prepared(Optimizer.Session inner, Preparation preparation) implements Wrapper {

    interface Preparation {

        void prepare(Optimizer.Gradients gradients);

        /// What the gradients that it adds are those of.
        default double value() { return 0; }
    }

    @Override public void step(Optimizer.Gradients gradients, double rate) {
        preparation.prepare(gradients);
        inner.step(gradients, rate);
    }

    @Override public double step(Optimizer.Objective objective, double rate) { return inner.step(new Changed(objective, preparation), rate); }

    @Override public double penalty() { return preparation.value() + inner.penalty(); }

    /// The objective with what the preparation makes of its gradients, and with what it adds to the value.
    private record Changed(Optimizer.Objective objective, Preparation preparation) implements Optimizer.Objective {

        @Override public double evaluate() {
            double value = objective.evaluate();
            preparation.prepare(objective.gradients());
            return value + preparation.value();
        }

        @Override public Optimizer.Gradients gradients() { return objective.gradients(); }
    }
}
