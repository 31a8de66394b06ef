package dev.lanewise.core;

import java.util.LinkedHashMap;
import java.util.Map;

/// Where the names of [Options] stand in a file.
///
/// @param source the file's name; empty where they come from elsewhere
/// @param self   where the object begins
record Marks(String source, Mark self, Map<String, Mark> names) {

    /// A line and a column, counted from 1.
    record Mark(int line, int column) {

        /// Of what was put in later.
        static Mark nowhere() { return new Mark(0, 0); }

        @Override public String toString() { return line == 0 ? "" : ", line " + line + ", column " + column; }
    }

    static Marks none() { return new Marks("", Mark.nowhere(), Map.of()); }

    boolean known() { return !source.isEmpty(); }

    /// The same after another value was put in the place of a name's, which no longer comes from the file.
    Marks without(String name) {
        if (!known()) return this;
        Map<String, Mark> fewer = new LinkedHashMap<>(names);
        fewer.put(name, Mark.nowhere());
        return new Marks(source, self, fewer);
    }

    /// `net.json, line 3, column 5: ` where a name stands, or where the object begins if it isn't there; nothing without a file.
    String of(String name) { return known() ? source + names.getOrDefault(name, self) + ": " : ""; }
}
