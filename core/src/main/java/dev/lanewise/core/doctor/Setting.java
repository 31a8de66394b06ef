package dev.lanewise.core.doctor;

import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.train.Trainer;
import dev.lanewise.core.train.TrainingObserver;

/// What a training was given.
///
/// @param trainer how to train
/// @param data all samples in their own order
/// @param start the network with its weights (as they are now), the samples as they were split, and the scaling
public record Setting(Trainer trainer, Dataset data, TrainingObserver.Start start) { }
