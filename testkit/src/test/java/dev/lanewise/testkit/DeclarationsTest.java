package dev.lanewise.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.optim.Optimizers;
import dev.lanewise.core.schedule.Schedules;
import dev.lanewise.core.spi.LayerRegistry;
import dev.lanewise.core.spi.LossRegistry;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import dev.lanewise.core.train.TrainerOptions;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Everything that core knows by name says of each option what type, default, range and meaning it has, and takes no number outside of that range.
class DeclarationsTest {

    private static final Options INNER = Options.none().with("optimizer", "sgd");

    private static void keepsItsRanges(String owner, List<Option> options, Consumer<Options> create, Options needed) {
        Declarations.requireComplete(owner, options);
        for (Option option : options) {
            for (double number : Declarations.outside(option)) {
                Options wrong = needed.with(option.name(), option.type() == Type.INTEGER ? (Object) (long) number : (Object) number);
                assertThatThrownBy(() -> create.accept(wrong)).as(owner + ", " + option.name() + " = " + number)
                        .isInstanceOfAny(IllegalArgumentException.class, DataException.class).hasMessageContaining("expected").hasMessageContaining("but got");
            }
        }
    }

    /// Without an option that has no default there is none; with all others left out there is one.
    private static void needsWhatHasNoDefault(String owner, List<Option> options, Consumer<Options> create, Options needed) {
        create.accept(needed);
        for (Option option : options) {
            if (option.standard().isEmpty()) assertThatThrownBy(() -> create.accept(needed.without(option.name()))).as(owner).isInstanceOf(DataException.class).hasMessageContaining("'" + option.name() + "'");
        }
        assertThat(options).filteredOn(option -> option.standard().isEmpty()).as(owner).extracting(Option::name).containsExactlyInAnyOrderElementsOf(needed.names());
    }

    @Test void optimizers() {
        for (String name : Optimizers.names()) {
            Options needed = Optimizers.rules().contains(name) ? Options.none() : Options.none().with("inner", INNER);
            Options all = name.equals("scaled-rate") ? needed.with("factor", 1) : needed;
            keepsItsRanges(name, Optimizers.options(name), options -> Optimizers.named(name, options), all);
            needsWhatHasNoDefault(name, Optimizers.options(name), options -> Optimizers.named(name, options), all);
        }
        assertThat(Optimizers.options("adam")).contains(new Option("epsilon", Type.NUMBER, "1e-8", "≥ 0", "What keeps divisors away from zero."));
        assertThat(Optimizers.options("adamw-keras")).extracting(Option::name).contains("beta1", "amsgrad").doesNotContain("inner");
        assertThatThrownBy(() -> Optimizers.options("adan")).isInstanceOf(DataException.class).hasMessageContaining("No optimizer is named 'adan'");
    }

    @Test void schedules() {
        for (String name : Schedules.names()) {
            Options needed = name.equals("noam") ? Options.of(Map.of("width", 64)) : Options.none();
            keepsItsRanges(name, Schedules.options(name), options -> Schedules.named(name, options), needed);
            needsWhatHasNoDefault(name, Schedules.options(name), options -> Schedules.named(name, options), needed);
        }
        assertThat(Schedules.options("noam")).contains(new Option("warmup", Type.TEXT, "4000 steps", "500 steps, 2 epochs, 5 %", "How long it rises."));
    }

    @Test void losses() {
        for (String name : LossRegistry.load().names()) Declarations.requireComplete(name, LossRegistry.load().kind(name).options());
    }

    @Test void layers() {
        for (String name : LayerRegistry.load().names()) Declarations.requireComplete(name, LayerRegistry.load().provider(name).options());
    }

    @Test void trainings() { keepsItsRanges("training", TrainerOptions.declared(), TrainerOptions::require, Options.none()); }

    @Test void whatIsMissingIsSeen() {
        for (Option wrong : List.of(new Option("a", Type.NUMBER, "0", "", "A."), new Option("a", Type.NUMBER, "0", "large", "A."), new Option("a", Type.TEXT, "", "b", "no sentence"), new Option("", Type.TEXT, "", "b", "A."))) {
            assertThatThrownBy(() -> Declarations.requireComplete("owner", List.of(wrong))).isInstanceOf(AssertionError.class);
        }
        assertThat(Declarations.outside(new Option("a", Type.NUMBER, "0", "[0, 1)", "A."))).containsExactly(-0.5, 1.0);
    }
}
