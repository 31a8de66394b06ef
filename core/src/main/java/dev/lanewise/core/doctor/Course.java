package dev.lanewise.core.doctor;

import dev.lanewise.core.train.History;
import java.util.Optional;

/// How the training went.
///
/// @param history epoch by epoch
/// @param steps how many were made
/// @param fault the first number that was not finite
public record Course(History history, long steps, Optional<Fault> fault) { }
