package dev.lanewise.core.data;

import java.util.Optional;

/// Data as a name or a path on the command line stands for them.
///
/// @param train what to learn from
/// @param test what to judge by, if it comes with the data
/// @param description what it is, in a few words
public record DataSource(Dataset train, Optional<Dataset> test, String description) {
}
