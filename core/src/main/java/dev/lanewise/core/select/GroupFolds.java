package dev.lanewise.core.select;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Seed;
import dev.lanewise.core.data.Dataset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// k parts of whole groups: each group, from the largest to the smallest, goes to the part that is smallest so far.
record GroupFolds(int k, int[] groups) implements Folds {

    GroupFolds { KFolds.requireSeveral(k); }

    @Override public List<Fold> of(Dataset data, Seed seed) {
        if (groups.length != data.size()) throw new DataException("Grouped folds: expected a group for each of " + data.size() + " samples, but got " + groups.length);
        Map<Integer, Long> sizes = Arrays.stream(groups).boxed().collect(Collectors.groupingBy(group -> group, Collectors.counting()));
        if (sizes.size() < k) throw new DataException("Grouped folds: expected at least " + k + " groups for " + k + " folds, but got " + sizes.size() + ". Take fewer folds");
        Map<Integer, Integer> places = new HashMap<>();
        long[] rows = new long[k];
        List<Integer> largestFirst = sizes.keySet().stream().sorted(Comparator.comparing((Integer group) -> sizes.get(group)).thenComparing(group -> group).reversed()).toList();
        for (int group : largestFirst) {
            int smallest = 0;
            for (int fold = 1; fold < k; fold++) if (rows[fold] < rows[smallest]) smallest = fold;
            rows[smallest] += sizes.get(group);
            places.put(group, smallest);
        }
        return KFolds.byPart(k, Arrays.stream(groups).map(places::get).toArray());
    }
}
