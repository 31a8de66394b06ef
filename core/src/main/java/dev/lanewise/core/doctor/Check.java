package dev.lanewise.core.doctor;

import java.util.List;

/// Looks for one kind of illness in what was seen of a training. A check of one's own is given to [Doctor#check].
@FunctionalInterface
public interface Check {

    /// What it noticed; empty if nothing.
    List<Finding> findings(Evidence evidence, Limits limits);
}
