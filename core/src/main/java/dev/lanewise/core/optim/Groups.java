package dev.lanewise.core.optim;

import dev.lanewise.core.Options;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.util.ArrayList;
import java.util.List;

/// Different rules for different weights, by their names.
///
/// ```java
/// Groups.of(AdamW.of(1e-3))                                             // all others
///         .with("0.*", Frozen.of())
///         .with("*.table", ScaledRate.of(AdamW.of(1e-3), 0.1));
/// ```
///
/// The first group that has a weight's name takes it; a weight that layers share has the name of the first of them.
///
/// @param standard for weights that no group takes
public record Groups(Optimizer standard, List<Group> groups) implements Optimizer {

    public Groups { groups = List.copyOf(groups); }

    /// One group of weights.
    ///
    /// @param names patterns in which `*` stands for any letters
    public record Group(List<String> names, Optimizer optimizer) {
        public Group { names = List.copyOf(names); }
    }

    public static Groups of(Optimizer standard) { return new Groups(standard, List.of()); }

    /// One group more, behind the others.
    public Groups with(String name, Optimizer optimizer) {
        List<Group> more = new ArrayList<>(groups);
        more.add(new Group(List.of(name), optimizer));
        return new Groups(standard, more);
    }

    /// @throws IllegalArgumentException if a group has names that no weight has
    @Override public Session start(List<Weight> weights, Backend backend) {
        List<Weight> left = new ArrayList<>(Trainable.of(weights));
        List<Session> sessions = new ArrayList<>();
        for (Group group : groups) {
            List<Weight> taken = left.stream().filter(new WeightNames(group.names)::match).toList();
            if (taken.isEmpty()) throw new IllegalArgumentException("Groups: expected weights with the names " + group.names + ", but there are left: " + left);
            left.removeAll(taken);
            sessions.add(group.optimizer.start(taken, backend));
        }
        sessions.add(standard.start(left, backend));
        return new Together(List.copyOf(sessions));
    }

    @Override public Options describe() {
        return Optimizers.named("groups").with("inner", standard.describe())
                .with("groups", groups.stream().map(group -> Options.none().with("names", group.names).with("inner", group.optimizer.describe())).toList());
    }

    static Groups from(Options options) {
        List<Group> groups = options.has("groups")
                ? options.list("groups").stream().map(group -> new Group(Optimizers.texts(group, "names"), Optimizers.inner(group))).toList() : List.of();
        return new Groups(Optimizers.inner(options), groups);
    }
}
