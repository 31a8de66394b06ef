package dev.lanewise.core.language;

import dev.lanewise.core.text.Tokenizer;

/// What texts and their translations are for a network.
///
/// @param source what takes texts apart
/// @param target what puts their translations together
/// @param longest how many tokens of these are written at most
public record Pairing(Tokenizer source, Tokenizer target, int longest) { }
