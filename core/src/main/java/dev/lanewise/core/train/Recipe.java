package dev.lanewise.core.train;

import dev.lanewise.core.Options;
import dev.lanewise.core.model.Provenance;

/// How a network came about: the provider that made it, the options it was given, and the data and seed.
record Recipe(String model, Options options, Provenance provenance) {

    static Recipe ofNetwork(Provenance provenance) { return new Recipe("network", Options.none(), provenance); }
}
