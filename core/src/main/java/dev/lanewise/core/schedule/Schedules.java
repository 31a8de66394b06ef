package dev.lanewise.core.schedule;

import com.google.common.collect.ImmutableMap;
import dev.lanewise.core.DataException;
import dev.lanewise.core.Names;
import dev.lanewise.core.Options;
import dev.lanewise.core.spi.Option;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Schedules by name, as files and the command line write them: `{"schedule": "cosine", "length": "20 epochs"}`.
///
/// Java code names the records themselves.
public final class Schedules {

    private static final String NAME_KEY = "schedule";

    private static final ImmutableMap<String, Function<Options, Schedule>> KINDS = ImmutableMap.<String, Function<Options, Schedule>>builder()
            .put("constant", ConstantRate::from)
            .put("step", StepDecay::from)
            .put("multi-step", MultiStep::from)
            .put("exponential", Exponential::from)
            .put("polynomial", Polynomial::from)
            .put("inverse-time", InverseTime::from)
            .put("cosine", Cosine::from)
            .put("cosine-restarts", CosineRestarts::from)
            .put("warmup", Warmup::from)
            .put("one-cycle", OneCycle::from)
            .put("noam", Noam::from)
            .put("plateau", Plateau::from)
            .build();

    private Schedules() { }

    public static Set<String> names() { return KINDS.keySet(); }

    /// Every option of the schedule with this name.
    ///
    /// @throws DataException if there is none
    public static List<Option> options(String name) {
        return new Declared(name, named(name, name.equals("noam") ? Options.none().with("width", 1) : Options.none()).describe()).options();
    }

    /// The schedule with this name and everything else as usual.
    public static Schedule named(String name, Options settings) { return create(settings.with(NAME_KEY, name)); }

    /// The schedule that a description tells, the opposite of [Schedule#describe]. Lengths are texts as [Span#parse] reads them, or numbers of steps.
    ///
    /// @throws DataException if there is no schedule of this name, or it has no such option
    public static Schedule create(Options description) { return description.placing(() -> created(description)); }

    private static Schedule created(Options description) {
        String name = description.text(NAME_KEY);
        Function<Options, Schedule> kind = KINDS.get(name);
        if (kind == null) throw new DataException(Names.unknown("schedule", name, names()));
        Schedule schedule = kind.apply(description);
        Set<String> known = schedule.describe().names();
        for (String option : description.names()) {
            if (!known.contains(option)) throw new DataException(Names.unknown("option of " + name, option, known.stream().filter(other -> !other.equals(NAME_KEY)).toList()));
        }
        return schedule;
    }

    static Options named(String name) { return Options.of(Map.of(NAME_KEY, name)); }
}
