package dev.lanewise.core;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/// Sentences about names that were not found.
public final class Names {

    private Names() { }

    /// `No model is named 'mpl'. There are: lstm, mlp, pca. Did you mean 'mlp'?`
    ///
    /// @param kind what was looked for: `model`, `layer`, `option of mlp`
    public static String unknown(String kind, String name, Collection<String> known) {
        String offer = known.isEmpty() ? "There are none" : "There are: " + known.stream().sorted().collect(Collectors.joining(", "));
        return "No " + kind + " is named '" + name + "'. " + offer + nearest(name, known).map(near -> ". Did you mean '" + near + "'?").orElse("");
    }

    /// The known name that takes the fewest edits, if it takes no more than a third of the letters (and two in any case).
    public static Optional<String> nearest(String name, Collection<String> known) {
        return known.stream().sorted()
                .min(Comparator.comparingInt(other -> edits(name, other)))
                .filter(other -> edits(name, other) <= Math.max(2, name.length() / 3));
    }

    /// The name that a sentence speaks of first, with blanks or hyphens in it, before it says which ones there are; empty if it speaks of none.
    static String mentioned(String sentence, Collection<String> names) {
        String text = " " + sentence.replaceFirst("There are.*", "").replace('-', ' ').replaceAll("[^\\p{Alnum} ]", " ") + " ";
        return names.stream().filter(name -> text.contains(" " + name.replace('-', ' ') + " "))
                .min(Comparator.comparingInt(name -> text.indexOf(" " + name.replace('-', ' ') + " "))).orElse("");
    }

    /// The Damerau–Levenshtein distance: insertions, deletions, replacements and swaps of neighbours.
    private static int edits(String a, String b) {
        int[][] distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) distance[i][j] = i == 0 || j == 0 ? i + j : cheapest(distance, a, b, i, j);
        }
        return distance[a.length()][b.length()];
    }

    private static int cheapest(int[][] distance, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(Math.min(distance[i - 1][j], distance[i][j - 1]) + 1, distance[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, distance[i - 2][j - 2] + 1) : best;
    }
}
