package dev.lanewise.core.doctor;

import com.google.common.collect.ImmutableList;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;

/// What one look into the network showed: the same samples forward and back, between two steps of the training.
///
/// @param step after which step; 0 before the first one
/// @param loss of the examined samples
/// @param flows inputs first, then the layers in the order of their work
/// @param units each activation in the order of its work
/// @param output what the network gave for them
public record Snapshot(long step, double loss, List<LayerFlow> flows, List<Units> units, Tensor output) {

    public Snapshot {
        flows = ImmutableList.copyOf(flows);
        units = ImmutableList.copyOf(units);
    }
}
