package dev.lanewise.nn.attention.pretrained;

/// The heads of attention: `queries / keys` neighbouring heads of queries share one head of keys and values.
///
/// @param width features of a head
record Heads(int queries, int keys, int width) {

    /// How many heads of queries share one of keys.
    int group() { return queries / keys; }

    /// Features of queries, keys and values together.
    int inputs() { return (queries + 2 * keys) * width; }
}
