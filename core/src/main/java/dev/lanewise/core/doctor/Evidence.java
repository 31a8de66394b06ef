package dev.lanewise.core.doctor;

import com.google.common.collect.ImmutableList;
import java.util.List;

/// Everything that was seen of one training: what a [Check] judges by.
///
/// @param setting what the training was given
/// @param snapshots looks into the network, the first one before the first step; at least one
/// @param weights what happened to each weight that can learn
/// @param course how the training went
/// @param answers what the network says now
public record Evidence(Setting setting, List<Snapshot> snapshots, List<WeightCourse> weights, Course course, Answers answers) {

    public Evidence {
        snapshots = ImmutableList.copyOf(snapshots);
        weights = ImmutableList.copyOf(weights);
    }

    public Snapshot first() { return snapshots.getFirst(); }

    public Snapshot last() { return snapshots.getLast(); }
}
