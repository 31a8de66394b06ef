package dev.lanewise.core.doctor;

import dev.lanewise.core.layer.Layer;

/// A layer and its place in a network: its weights are named `PATH.…`.
///
/// @param path `2`, or `2.0` inside of another layer, counted from 0; empty for the network itself
public record Part(String path, Layer layer) {

    /// `2: Dense(10, relu)`
    @Override public String toString() { return path.isEmpty() ? layer.toString() : path + ": " + layer; }
}
