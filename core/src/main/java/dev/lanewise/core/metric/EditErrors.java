package dev.lanewise.core.metric;

import java.util.Arrays;

/// How many insertions, deletions and replacements turn what was said into what is true, sequence by sequence: the word or character error
/// rate of recognisers and translators.
///
/// Immutable: [#with] gives the errors with one more sequence, [#plus] those of two parts.
///
/// @param edits the least number of edits, over all sequences
/// @param length the length of everything that is true
/// @param sequences how many sequences there were
/// @param exact how many of them needed no edit
/// @see <a href="https://nymity.ch/sybilhunting/pdf/Levenshtein1966a.pdf">Levenshtein (1966)</a>
public record EditErrors(long edits, long length, long sequences, long exact) {

    public static EditErrors none() { return new EditErrors(0, 0, 0, 0); }

    public EditErrors with(int[] said, int[] truth) {
        int distance = distance(said, truth);
        return new EditErrors(edits + distance, length + truth.length, sequences + 1, exact + (distance == 0 ? 1 : 0));
    }

    public EditErrors plus(EditErrors other) {
        return new EditErrors(edits + other.edits, length + other.length, sequences + other.sequences, exact + other.exact);
    }

    /// Edits per element that is true, which may be more than 1; NaN if there is none.
    public double rate() { return length == 0 ? Double.NaN : (double) edits / length; }

    /// The share of sequences that needed no edit; NaN if there are none.
    public double exactShare() { return sequences == 0 ? Double.NaN : (double) exact / sequences; }

    /// The least number of edits between two sequences, in `O(a · b)` steps and two rows of memory.
    public static int distance(int[] a, int[] b) {
        int[] above = new int[b.length + 1], row = new int[b.length + 1];
        Arrays.setAll(above, j -> j);
        for (int i = 1; i <= a.length; i++) {
            row[0] = i;
            for (int j = 1; j <= b.length; j++) {
                int replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            int[] free = above;
            above = row;
            row = free;
        }
        return above[b.length];
    }
}
