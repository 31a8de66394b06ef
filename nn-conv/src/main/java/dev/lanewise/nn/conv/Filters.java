package dev.lanewise.nn.conv;

import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.tensor.Activation;

/// A layer of learned filters, into which a scale and a shift of its outputs can be folded.
interface Filters extends Layer {

    Activation activation();

    Filters activation(Activation activation);

    boolean bias();

    Filters bias(boolean bias);

    /// The name of the weight that the outputs are proportional to.
    default String proportional() { return "weight"; }

    /// That weight with every output `k` multiplied by `scale[k]`; outputs are its last axis or axes.
    default float[] scaled(float[] weight, double[] scale) {
        float[] scaled = new float[weight.length];
        for (int i = 0; i < scaled.length; i++) scaled[i] = (float) (weight[i] * scale[i % scale.length]);
        return scaled;
    }
}
