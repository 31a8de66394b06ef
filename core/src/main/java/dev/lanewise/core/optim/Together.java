package dev.lanewise.core.optim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sessions for different weights that step together.
record Together(List<Optimizer.Session> sessions) implements Optimizer.Session {

    @Override public void step(Optimizer.Gradients gradients, double rate) { for (Optimizer.Session session : sessions) session.step(gradients, rate); }

    @Override public int calls() { return sessions.stream().mapToInt(Optimizer.Session::calls).max().orElse(1); }

    @Override public double penalty() { return sessions.stream().mapToDouble(Optimizer.Session::penalty).sum(); }

    @Override public void swap() { sessions.forEach(Optimizer.Session::swap); }

    @Override public void finish() { sessions.forEach(Optimizer.Session::finish); }

    /// The arrays of each session with its number in front; all made the same number of steps.
    @Override public Optimizer.State state() {
        Map<String, float[]> arrays = new LinkedHashMap<>();
        long steps = 0;
        for (int i = 0; i < sessions.size(); i++) {
            Optimizer.State state = sessions.get(i).state();
            String prefix = i + ":";
            state.arrays().forEach((name, array) -> arrays.put(prefix + name, array));
            steps = state.steps();
        }
        return new Optimizer.State(steps, arrays);
    }

    @Override public void restore(Optimizer.State state) {
        for (int i = 0; i < sessions.size(); i++) {
            Map<String, float[]> arrays = new LinkedHashMap<>();
            String prefix = i + ":";
            state.arrays().forEach((name, array) -> { if (name.startsWith(prefix)) arrays.put(name.substring(prefix.length()), array); });
            sessions.get(i).restore(new Optimizer.State(state.steps(), arrays));
        }
    }
}
