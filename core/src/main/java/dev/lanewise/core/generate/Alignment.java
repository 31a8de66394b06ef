package dev.lanewise.core.generate;

import com.google.common.collect.ImmutableList;
import dev.lanewise.linalg.Matrix;
import java.util.List;

/// How much each piece of a text weighed for each piece of its translation, or of the text itself: what a heat-map shows.
///
/// @param source the pieces of the text, the sign for its end last
/// @param target those of the translation
/// @param weights `[target, source]`, each row with the sum 1
public record Alignment(List<String> source, List<String> target, Matrix weights) {

    public Alignment {
        source = ImmutableList.copyOf(source);
        target = ImmutableList.copyOf(target);
        if (weights.rows() != target.size() || weights.columns() != source.size()) {
            throw new IllegalArgumentException("Alignment: expected weights [" + target.size() + ", " + source.size() + "], but got [" + weights.rows() + ", " + weights.columns() + "]");
        }
    }
}
