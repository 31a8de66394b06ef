package dev.lanewise.core.optim;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.lanewise.core.DataException;
import dev.lanewise.core.Names;
import dev.lanewise.core.Options;
import dev.lanewise.core.spi.Option;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Optimisers by name, as files and the command line write them: `{"optimizer": "adam", "learningRate": 0.001}`.
///
/// Java code names the records themselves. `adam-keras` and the like are the same rules with Keras's form and constants.
public final class Optimizers {

    private static final String NAME_KEY = "optimizer";
    private static final String INNER_KEY = "inner";

    private static final ImmutableMap<String, Function<Options, Optimizer>> KINDS = ImmutableMap.<String, Function<Options, Optimizer>>builder()
            .put("sgd", options -> SGD.from(options, SGD.of(0.01)))
            .put("momentum", options -> SGD.from(options, SGD.of(0.01).momentum(0.9)))
            .put("adam", options -> Adam.from(options, Adam.of(0.001)))
            .put("adam-keras", options -> Adam.from(options, Adam.keras(0.001)))
            .put("amsgrad", options -> Adam.from(options, Adam.of(0.001).amsgrad(true)))
            .put("adamw", options -> DecoupledDecay.of(Adam.from(options, Adam.of(0.001)), 0.01))
            .put("adamw-keras", options -> DecoupledDecay.of(Adam.from(options, Adam.keras(0.001)), 0.004))
            .put("adamax", options -> Adamax.from(options, Adamax.of(0.002)))
            .put("adamax-keras", options -> Adamax.from(options, Adamax.keras(0.001)))
            .put("nadam", options -> Nadam.from(options, Nadam.of(0.002)))
            .put("nadam-keras", options -> Nadam.from(options, Nadam.keras(0.001)))
            .put("rmsprop", options -> RMSprop.from(options, RMSprop.of(0.01)))
            .put("rmsprop-keras", options -> RMSprop.from(options, RMSprop.keras(0.001)))
            .put("adagrad", options -> Adagrad.from(options, Adagrad.of(0.01)))
            .put("adagrad-keras", options -> Adagrad.from(options, Adagrad.keras(0.001)))
            .put("adadelta", options -> Adadelta.from(options, Adadelta.of(1)))
            .put("adadelta-keras", options -> Adadelta.from(options, Adadelta.keras(0.001)))
            .put("lion", options -> Lion.from(options, Lion.of(1e-4)))
            .put("lion-keras", options -> Lion.from(options, Lion.of(1e-3)))
            .put("rprop", Rprop::from)
            .put("muon", Muon::from)
            .put("lbfgs", LBFGS::from)
            .put("frozen", _ -> Frozen.of())
            .put("decoupled-decay", DecoupledDecay::from)
            .put("penalized", Penalized::from)
            .put("clipped", Clipped::from)
            .put("accumulated", Accumulated::from)
            .put("averaged", Averaged::from)
            .put("scaled-rate", ScaledRate::from)
            .put("groups", Groups::from)
            .build();

    private static final ImmutableSet<String> AROUND = ImmutableSet.of("decoupled-decay", "penalized", "clipped", "accumulated", "averaged", "scaled-rate", "groups");

    private Optimizers() { }

    public static Set<String> names() { return KINDS.keySet(); }

    /// The names that need nothing else: those of rules, not of what is put around them.
    public static Set<String> rules() { return Sets.difference(KINDS.keySet(), AROUND).immutableCopy(); }

    /// Every option of the optimiser with this name.
    ///
    /// @throws DataException if there is none
    public static List<Option> options(String name) {
        Options needed = rules().contains(name) ? Options.none() : Options.none().with(INNER_KEY, named("sgd"));
        Options described = named(name, name.equals("scaled-rate") ? needed.with("factor", 1) : needed).describe();
        Options own = name.startsWith("adamw") ? described.options(INNER_KEY) : described;
        return new Declared(own.text(NAME_KEY), own).options();
    }

    /// The optimiser with this name and everything else as usual.
    public static Optimizer named(String name, Options settings) { return create(settings.with(NAME_KEY, name)); }

    /// The optimiser that a description tells, the opposite of [Optimizer#describe].
    ///
    /// @throws DataException if there is no optimiser of this name, or it has no such option
    public static Optimizer create(Options description) { return description.placing(() -> created(description)); }

    private static Optimizer created(Options description) {
        String name = description.text(NAME_KEY);
        Function<Options, Optimizer> kind = KINDS.get(name);
        if (kind == null) throw new DataException(Names.unknown("optimizer", name, names()));
        Optimizer optimizer = kind.apply(description);
        Set<String> known = optionsOf(optimizer, name.startsWith("adamw"));
        for (String option : description.names()) {
            if (!known.contains(option)) throw new DataException(Names.unknown("option of " + name, option, known.stream().filter(other -> !other.equals(NAME_KEY)).toList()));
        }
        return optimizer;
    }

    /// A rule that is known by a name of its own has the options of the rule inside it.
    private static Set<String> optionsOf(Optimizer optimizer, boolean inside) {
        Options described = optimizer.describe();
        return (inside ? described.options(INNER_KEY) : described).names();
    }

    static Options named(String name) { return Options.of(Map.of(NAME_KEY, name)); }

    static Options describe(String name, ElementRule rule) { return named(name).with("learningRate", rule.learningRate()); }

    static Optimizer inner(Options options) { return create(options.options(INNER_KEY)); }

    /// A list of texts, one text, or none.
    static List<String> texts(Options options, String name) {
        return options.value(name).map(value -> value instanceof List<?> list ? list.stream().map(Object::toString).toList() : List.of(value.toString())).orElse(List.of());
    }
}
