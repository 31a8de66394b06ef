package dev.lanewise.core.train;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.layer.Network;
import dev.lanewise.core.spi.LayerRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a training depends on, as texts: its result is the same where these are.
///
/// @param facts by what they are about, in the order of a sentence
record Circumstances(Map<String, String> facts) {

    /// What the answer to a divergence may change.
    private static final ImmutableSet<String> CHANGEABLE = ImmutableSet.of("optimizer", "schedule", "epochs", "loss", "stopping");

    private static final int SHOWN = 100;

    Circumstances {
        facts = ImmutableMap.copyOf(facts);
    }

    static Circumstances of(Trainer trainer, Network network, Run run, String data) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("network", LayerRegistry.load().describe(network).toString());
        facts.put("data", data);
        facts.put("seed", Long.toString(run.seed().value()));
        facts.put("optimizer", trainer.optimizer().toString());
        facts.put("loss", trainer.loss().toString());
        facts.put("batches", trainer.pace().portions());
        facts.put("validation", trainer.preparation().validation().toString());
        facts.put("scaling", trainer.preparation().scaling().toString());
        facts.put("augmentation", trainer.preparation().augmentation().toString());
        facts.put("class weights", trainer.preparation().classWeights().toString());
        facts.put("stopping", trainer.safeguards().stopping().map(Stopping::toString).orElse("none"));
        facts.put("schedule", trainer.pace().schedule().toString());
        if (trainer.pace().isScheduled()) facts.put("epochs", Integer.toString(trainer.pace().epochs()));
        return new Circumstances(facts);
    }

    Options toOptions() { return Options.of(facts); }

    static Circumstances of(Options options) {
        ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
        options.names().forEach(name -> facts.put(name, options.text(name)));
        return new Circumstances(facts.build());
    }

    /// Refuses to go on from a checkpoint that was made under others.
    ///
    /// @param there where it stands
    void require(Circumstances made, Checkpoints.Existing existing, Object there) {
        List<String> differences = new ArrayList<>();
        facts.forEach((name, here) -> {
            String then = made.facts.getOrDefault(name, "nothing");
            boolean may = existing == Checkpoints.Existing.RESUME_CHANGED && CHANGEABLE.contains(name);
            if (!may && !here.equals(then)) differences.add("the " + name + " was " + shown(then) + " and is " + shown(here));
        });
        if (differences.isEmpty()) return;
        throw new DataException(there + ": expected a checkpoint of this training, but " + String.join(", ", differences) + ". Name another folder to begin anew");
    }

    private static String shown(String fact) { return Ascii.truncate(fact, SHOWN, "…"); }
}
