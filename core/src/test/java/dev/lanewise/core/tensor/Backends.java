package dev.lanewise.core.tensor;

import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.KernelLookup;
import java.util.stream.Stream;

/// The backends that tests of operations run on: every usable set of kernels.
public final class Backends {

    private Backends() { }

    public static Stream<Backend> all() {
        return KernelLookup.describe().stream().filter(KernelLookup.Description::usable).map(found -> Backend.named(found.name(), 2));
    }
}
