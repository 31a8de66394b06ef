package dev.lanewise.core.doctor;

import com.google.common.collect.ImmutableList;
import dev.lanewise.core.Shape;
import java.util.List;

/// What flowed through one place of a network, forward and back, over the examined samples.
///
/// @param where a layer as a [Part] prints it, or `input 1`
/// @param weighted whether the layer has weights of its own
/// @param shape of the values, the batch as the first axis
/// @param size the root of the mean square of the values
/// @param gradient the length of the loss's gradient by these values; NaN where none flows
/// @param byTime the same for each time step of values `[batch, time, features]`, else empty
public record LayerFlow(String where, boolean weighted, Shape shape, double size, double gradient, List<Double> byTime) {

    public LayerFlow {
        byTime = ImmutableList.copyOf(byTime);
    }
}
