package dev.lanewise.core.data;

/// A data set in two parts.
///
/// @param train what to learn from
/// @param test what to judge by
public record Split(Dataset train, Dataset test) {
}
