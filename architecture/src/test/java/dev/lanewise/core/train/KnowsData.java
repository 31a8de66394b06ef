package dev.lanewise.core.train;

import dev.lanewise.core.data.KnowsTraining;

/// Breaks a rule on purpose, together with the class it names: a cycle of packages.
public final class KnowsData {

    private KnowsData() { }

    public static int one() { return 1; }

    public static int two() { return KnowsTraining.one(); }
}
