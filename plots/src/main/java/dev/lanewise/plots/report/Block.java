package dev.lanewise.plots.report;

import dev.lanewise.core.data.Table;
import dev.lanewise.core.doctor.Severity;
import dev.lanewise.plots.Picture;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Something in a [Section] of a [Report].
public sealed interface Block {

    /// A paragraph.
    record Text(String text) implements Block { }

    /// Lines to be read as they are: what a program printed, a command.
    record Code(String text) implements Block { }

    /// What somebody wrote: lines end where they did, and long ones go on below.
    record Quote(String text) implements Block { }

    /// Names with a value each, in their order.
    record Facts(Map<String, String> facts) implements Block {
        public Facts {
            facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        }
    }

    /// A table, numbers to the right.
    ///
    /// @param caption above it; may be empty
    record Rows(String caption, Table table) implements Block { }

    /// A picture: scalable where it consists of lines and text, else pixels.
    ///
    /// @param caption below it: what it shows, and what to see in it; also what is read to those who don't see it
    record Drawing(Picture picture, String caption) implements Block { }

    /// Something to heed.
    ///
    /// @param heading in a few words
    /// @param sentence what was noticed
    /// @param remedy what to do about it; may be empty
    record Notice(Severity severity, String heading, String sentence, String remedy) implements Block { }

    /// What only some readers want: shown when its summary is clicked, and on paper.
    record Folded(String summary, List<Block> blocks) implements Block {
        public Folded {
            blocks = List.copyOf(blocks);
        }
    }

    static Block text(String text) { return new Text(text); }

    static Block code(String text) { return new Code(text); }

    static Block quote(String text) { return new Quote(text); }

    static Block facts(Map<String, String> facts) { return new Facts(facts); }

    static Block rows(String caption, Table table) { return new Rows(caption, table); }

    static Block drawing(Picture picture, String caption) { return new Drawing(picture, caption); }

    static Block notice(Severity severity, String heading, String sentence, String remedy) { return new Notice(severity, heading, sentence, remedy); }

    static Block folded(String summary, Block... blocks) { return new Folded(summary, List.of(blocks)); }
}
