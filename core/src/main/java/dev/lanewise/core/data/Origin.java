package dev.lanewise.core.data;

/// Where the rows of a table came from.
///
/// @param source the file, or `table`
/// @param lines the line of each row in the file; empty if there is no file
/// @param named whether the file itself names the columns
/// @param target the column that the file itself names as the target, empty if it names none
record Origin(String source, int[] lines, boolean named, String target) {

    static final Origin MEMORY = new Origin("table", new int[0], true, "");

    /// `iris.csv, line 43`; rows of a table without a file count from 0: `table, row 41`
    String place(int row) { return source + (row < lines.length ? ", line " + lines[row] : ", row " + row); }
}
