package dev.lanewise.core.train;

import java.util.Optional;

/// What keeps a training from being in vain.
///
/// @param stopping when it ends early
/// @param checkpoints where it saves what it needs to go on
public record Safeguards(Optional<Stopping> stopping, Optional<Checkpoints> checkpoints) {

    public static Safeguards none() { return new Safeguards(Optional.empty(), Optional.empty()); }

    public Safeguards stopping(Stopping stopping) { return new Safeguards(Optional.of(stopping), checkpoints); }

    public Safeguards checkpoints(Checkpoints checkpoints) { return new Safeguards(stopping, Optional.of(checkpoints)); }
}
