package dev.lanewise.core.optim;

import dev.lanewise.core.tensor.Weight;
import java.util.List;

/// Some weights by their names, such as `2.weight`: those that equal one of the patterns, in which `*` stands for any letters.
///
/// `*bias` are all biases, `0.*` all weights of the first layer.
record WeightNames(List<String> patterns) {

    boolean match(Weight weight) { return patterns.stream().anyMatch(pattern -> matches(pattern, weight.name())); }

    /// Letter by letter; after a mismatch the last star takes one letter more.
    private static boolean matches(String pattern, String name) {
        int p = 0, n = 0, star = -1, resume = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') p++;
        return p == pattern.length();
    }
}
