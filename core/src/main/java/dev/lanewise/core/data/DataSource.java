package dev.lanewise.core.data;

import java.util.Locale;
import java.util.Optional;

/// Data as a name or a path on the command line stands for them.
///
/// @param train what to learn from
/// @param test what to judge by, if it comes with the data
/// @param description what it is, in a few words
public record DataSource(Dataset train, Optional<Dataset> test, String description) {

    /// `1 row`, `60,000 images`
    static String count(int number, String unit) { return String.format(Locale.ROOT, "%,d %s%s", number, unit, number == 1 ? "" : "s"); }
}
