package dev.lanewise.core.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Tokens that are found in a text before anything else is done with it, such as `<|endoftext|>`: the longest of those that begin at a place.
///
/// @param numbers of texts
record AddedTokens(Map<String, Integer> numbers) {

    /// The tokens of a text whose other parts are encoded by themselves.
    int[] encode(String text, Function<String, int[]> others) {
        if (numbers.isEmpty()) return text.isEmpty() ? new int[0] : others.apply(text);
        List<int[]> parts = new ArrayList<>();
        int from = 0;
        for (MatchResult found : pattern().matcher(text).results().toList()) {
            if (found.start() > from) parts.add(others.apply(text.substring(from, found.start())));
            parts.add(new int[] {numbers.get(found.group())});
            from = found.end();
        }
        if (from < text.length()) parts.add(others.apply(text.substring(from)));
        return parts.stream().flatMapToInt(IntStream::of).toArray();
    }

    private Pattern pattern() {
        return Pattern.compile(numbers.keySet().stream().sorted(Comparator.comparingInt(String::length).reversed()).map(Pattern::quote).collect(Collectors.joining("|")));
    }
}
