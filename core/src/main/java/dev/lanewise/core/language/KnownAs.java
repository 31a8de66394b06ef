package dev.lanewise.core.language;

import dev.lanewise.core.Options;

/// What a file says of how a model of texts was made.
///
/// @param model the name of the model
/// @param options its options
public record KnownAs(String model, Options options) { }
