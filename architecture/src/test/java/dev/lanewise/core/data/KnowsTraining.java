package dev.lanewise.core.data;

import dev.lanewise.core.train.KnowsData;

/// Breaks a rule on purpose, together with the class it names: a cycle of packages.
public final class KnowsTraining {

    private KnowsTraining() { }

    public static int one() { return 1; }

    public static int two() { return KnowsData.one(); }
}
