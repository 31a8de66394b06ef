package dev.lanewise.core.train;

import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.data.Schema;

/// What stands between a network and the world: what samples look like, how they are scaled, and what its outputs mean.
record Meaning(Schema schema, Scaling scaling, Loss loss) { }
