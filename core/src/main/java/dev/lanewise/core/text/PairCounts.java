package dev.lanewise.core.text;

import dev.lanewise.core.text.BytePairs.Merge;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// How often each pair of tokens stands in the pieces of a text, while pairs are merged.
final class PairCounts {

    private static final Comparator<Map.Entry<Merge, Long>> ORDER = Map.Entry.<Merge, Long>comparingByValue().reversed()
            .thenComparing(Map.Entry::getKey, Comparator.comparingInt(Merge::left).thenComparingInt(Merge::right));

    private final List<int[]> pieces = new ArrayList<>();
    private final List<Integer> times = new ArrayList<>();     // how often each piece stands in the text
    private final Map<Merge, Long> counts = new HashMap<>();
    private final Map<Merge, Set<Integer>> places = new HashMap<>();       // the pieces in which a pair stands, or stood

    PairCounts(Map<String, Integer> texts) {
        texts.forEach((text, count) -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            int[] piece = new int[bytes.length];
            for (int i = 0; i < piece.length; i++) piece[i] = bytes[i] & 0xff;
            pieces.add(piece);
            times.add(count);
            count(pieces.size() - 1, count);
        });
    }

    private void count(int number, long sign) {
        int[] piece = pieces.get(number);
        for (int i = 0; i + 1 < piece.length; i++) {
            Merge pair = new Merge(piece[i], piece[i + 1]);
            if (counts.merge(pair, sign, Long::sum) == 0) counts.remove(pair);
            if (sign > 0) places.computeIfAbsent(pair, _ -> new TreeSet<>()).add(number);
        }
    }

    /// At most so many merges, each of the pair that is the most frequent one by then.
    List<Merge> merges(int most) {
        List<Merge> merges = new ArrayList<>();
        while (merges.size() < most) {
            Optional<Map.Entry<Merge, Long>> best = counts.entrySet().stream().min(ORDER);
            if (best.isEmpty() || best.get().getValue() < 2) break;
            Merge merge = best.get().getKey();
            for (int number : places.remove(merge)) merge(number, merge, BytePairs.BYTES + merges.size());
            merges.add(merge);
        }
        return merges;
    }

    private void merge(int number, Merge merge, int token) {
        count(number, -times.get(number));
        int[] piece = pieces.get(number), merged = new int[piece.length];
        int n = 0;
        for (int i = 0; i < piece.length; n++) {
            boolean here = i + 1 < piece.length && piece[i] == merge.left() && piece[i + 1] == merge.right();
            merged[n] = here ? token : piece[i];
            i += here ? 2 : 1;
        }
        pieces.set(number, Arrays.copyOf(merged, n));
        count(number, times.get(number));
    }
}
