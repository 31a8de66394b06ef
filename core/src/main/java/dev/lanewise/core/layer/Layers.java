package dev.lanewise.core.layer;

import java.util.List;

/// What layers of all families share.
final class Layers {

    private Layers() { }

    static <T> T only(List<T> inputs, Object owner) {
        if (inputs.size() != 1) throw new IllegalArgumentException(owner + ": expected one input, but got " + inputs.size());
        return inputs.getFirst();
    }
}
