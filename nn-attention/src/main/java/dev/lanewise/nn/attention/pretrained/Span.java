package dev.lanewise.nn.attention.pretrained;

/// Neighbouring rows of a pass that are the next positions of one sequence.
///
/// @param row the first row
/// @param count how many rows
record Span(KeyValueCache cache, int row, int count) {

    /// The position of a row.
    int position(int i) { return cache.end() + i - row; }
}
