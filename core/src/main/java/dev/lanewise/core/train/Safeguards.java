package dev.lanewise.core.train;

import java.util.Optional;

/// What keeps a training from being in vain.
///
/// @param stopping when it ends early
public record Safeguards(Optional<Stopping> stopping) {

    public static Safeguards none() { return new Safeguards(Optional.empty()); }

    public Safeguards stopping(Stopping stopping) { return new Safeguards(Optional.of(stopping)); }
}
