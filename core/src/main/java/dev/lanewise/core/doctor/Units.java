package dev.lanewise.core.doctor;

import com.google.common.collect.ImmutableList;
import dev.lanewise.linalg.kernel.ElementFunction;
import java.util.List;

/// What the units behind one activation gave for the examined samples; a channel of an image is a unit too.
///
/// @param part the layer
/// @param function the activation
/// @param isOutput whether these are the outputs of the network
/// @param count how many units
/// @param dead the numbers of those that gave exactly 0 every time
/// @param saturated the share of values within 2 % of an end of the function's range
public record Units(Part part, ElementFunction function, boolean isOutput, int count, List<Integer> dead, double saturated) {

    public Units {
        dead = ImmutableList.copyOf(dead);
    }
}
