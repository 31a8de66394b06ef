package dev.lanewise.core.doctor;

import java.util.ArrayList;
import java.util.List;

/// Ascending numbers in words: `2, 4 … 7, 9`.
final class Ranges {

    private static final int MOST = 8;

    private Ranges() { }

    static String of(List<Integer> numbers) {
        List<String> ranges = new ArrayList<>();
        for (int from = 0, to; from < numbers.size(); from = to + 1) {
            to = from;
            while (to + 1 < numbers.size() && numbers.get(to + 1) == numbers.get(to) + 1) to++;
            if (ranges.size() == MOST) return String.join(", ", ranges) + ", …";
            ranges.add(to == from ? Integer.toString(numbers.get(from)) : numbers.get(from) + (to == from + 1 ? ", " : " … ") + numbers.get(to));
        }
        return String.join(", ", ranges);
    }
}
