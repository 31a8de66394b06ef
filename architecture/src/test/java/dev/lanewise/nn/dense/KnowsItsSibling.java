package dev.lanewise.nn.dense;

import dev.lanewise.reduction.PCA;

/// Breaks a rule on purpose: one family in another.
public final class KnowsItsSibling {

    private KnowsItsSibling() { }

    public static PCA reduction() { return PCA.of(2); }
}
