package dev.lanewise.core.select;

import dev.lanewise.core.Options;
import dev.lanewise.core.Seed;
import java.util.List;

/// Options to try, in the order in which they are tried: a [Grid], [Draws], or any list.
@FunctionalInterface
public interface Candidates {

    /// @param base what all have in common
    List<Options> of(Options base, Seed seed);
}
