package dev.lanewise.images;

import java.nio.file.Path;

/// A picture's file and the number of its class, 0 if there are no classes.
///
/// @param name as the reader of a table should see it: the path below the folder that was opened
record LabelledFile(Path file, String name, int label) { }
