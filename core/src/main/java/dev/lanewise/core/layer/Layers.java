package dev.lanewise.core.layer;

import dev.lanewise.core.tensor.Activation;
import java.util.List;
import java.util.Locale;

/// What layers of all families share.
public final class Layers {

    private Layers() { }

    /// The name of an activation as a layer's `toString` prints it: `relu`.
    public static String spelled(Activation activation) { return activation.name().toLowerCase(Locale.ROOT); }

    /// `, relu`, or nothing for the identity: the tail of a layer's `toString`.
    public static String suffix(Activation activation) { return activation == Activation.IDENTITY ? "" : ", " + spelled(activation); }

    static <T> T only(List<T> inputs, Object owner) {
        if (inputs.size() != 1) throw new IllegalArgumentException(owner + ": expected one input, but got " + inputs.size());
        return inputs.getFirst();
    }
}
