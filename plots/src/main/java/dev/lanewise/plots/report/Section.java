package dev.lanewise.plots.report;

import java.util.List;
import java.util.stream.Stream;

/// A part of a [Report].
///
/// @param heading in a few words
/// @param blocks from top to bottom; drawings that follow one another stand side by side where there is room
public record Section(String heading, List<Block> blocks) {

    public Section {
        blocks = List.copyOf(blocks);
    }

    public static Section of(String heading, Block... blocks) { return new Section(heading, List.of(blocks)); }

    /// The same with more below.
    public Section with(Block... more) { return new Section(heading, Stream.concat(blocks.stream(), Stream.of(more)).toList()); }
}
