package dev.lanewise.core.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Which neighbouring tokens become one, and in what order: the rule of byte-pair encoding with tokens numbered in any way.
final class Merges {

    private final Map<Long, Joined> pairs = new HashMap<>();

    /// What a pair becomes.
    ///
    /// @param rank the smallest goes first
    private record Joined(int token, double rank) { }

    /// Two neighbours that may become one; worth nothing any more when one of them has changed.
    private record Candidate(int at, int next, int left, int right, Joined joined) implements Comparable<Candidate> {

        @Override public int compareTo(Candidate other) {
            int order = Double.compare(joined.rank, other.joined.rank);
            return order != 0 ? order : Integer.compare(at, other.at);
        }
    }

    private static long key(int left, int right) { return (long) left << 32 | right; }

    /// The first rank that a pair is given counts.
    void add(int left, int right, int token, double rank) { pairs.putIfAbsent(key(left, right), new Joined(token, rank)); }

    boolean isEmpty() { return pairs.isEmpty(); }

    /// Merges neighbours, of all pairs that one whose rank is smallest and of those the leftmost one, until none can be.
    int[] merge(int... tokens) {
        int n = tokens.length;
        int[] token = tokens.clone(), next = new int[n], before = new int[n];
        for (int i = 0; i < n; i++) {
            next[i] = i + 1;
            before[i] = i - 1;
        }
        PriorityQueue<Candidate> best = new PriorityQueue<>();
        for (int i = 0; i + 1 < n; i++) offer(best, token, i, i + 1);
        for (Candidate candidate = best.poll(); candidate != null; candidate = best.poll()) {
            int at = candidate.at, gone = candidate.next;
            if (token[at] != candidate.left || next[at] != gone || token[gone] != candidate.right) continue;
            token[at] = candidate.joined.token;
            token[gone] = -1;
            next[at] = next[gone];
            if (next[at] < n) before[next[at]] = at;
            if (before[at] >= 0) offer(best, token, before[at], at);
            if (next[at] < n) offer(best, token, at, next[at]);
        }
        return Arrays.stream(token).filter(one -> one >= 0).toArray();
    }

    private void offer(PriorityQueue<Candidate> best, int[] token, int at, int next) {
        @Nullable Joined joined = pairs.get(key(token[at], token[next]));
        if (joined != null) best.add(new Candidate(at, next, token[at], token[next], joined));
    }
}
