package dev.lanewise.nn.recurrent;

import java.util.Arrays;

/// Which rows of a batch of sequences `[batch, time, width]` are at work at which step.
///
/// Sorted by step, the rows of a step stand one behind the other, and a step over the whole batch is one block. Where a mask says that
/// some don't count, each sample's steps close up, the samples are ranked by how many they have, and the rows of a step are those of the
/// samples that have that many: nothing is computed for padding, on whatever side it stands.
///
/// States are kept as one block of `batch` rows before the first step and, behind it, a row for each row at work: the state after it.
final class Steps {

    private final int batch;
    private final int time;
    private final boolean backwards;
    private final int count;
    private final boolean ragged;
    private final int[] first;                      // the first row of each step, and the number of rows; empty unless ragged
    private final int[] samples;                    // the sample of each rank
    private final int[] places;                     // the row of the sequence of each row

    private Steps(int batch, int time, boolean backwards, int count, int[] first, int[] samples, int[] places) {
        this.batch = batch;
        this.time = time;
        this.backwards = backwards;
        this.count = count;
        this.ragged = first.length > 0;
        this.first = first;
        this.samples = samples;
        this.places = places;
    }

    /// All of them count.
    static Steps all(int batch, int time, boolean backwards) {
        int[] none = {};
        return new Steps(batch, time, backwards, time, none, none, none);
    }

    /// Those count whose element of the mask `[batch, time]` is not zero.
    static Steps counting(float[] mask, int batch, int time, boolean backwards) {
        int[] lengths = lengths(mask, batch, time);
        if (Arrays.stream(lengths).allMatch(length -> length == time)) return all(batch, time, backwards);
        int[] samples = java.util.stream.IntStream.range(0, batch).boxed().sorted((a, b) -> lengths[b] - lengths[a]).mapToInt(i -> i).toArray();
        int count = batch == 0 ? 0 : lengths[samples[0]];
        int[] first = new int[count + 1];
        for (int t = 0; t < count; t++) {
            int step = t;
            first[t + 1] = first[t] + (int) Arrays.stream(lengths).filter(length -> length > step).count();
        }
        int[] places = new int[first[count]];
        for (int rank = 0; rank < batch; rank++) place(mask, samples[rank], rank, time, backwards, first, places);
        return new Steps(batch, time, backwards, count, first, samples, places);
    }

    private static int[] lengths(float[] mask, int batch, int time) {
        int[] lengths = new int[batch];
        for (int i = 0; i < batch * time; i++) if (mask[i] != 0) lengths[i / time]++;
        return lengths;
    }

    private static void place(float[] mask, int sample, int rank, int time, boolean backwards, int[] first, int[] places) {
        int step = 0;
        for (int i = 0; i < time; i++) {
            int place = sample * time + (backwards ? time - 1 - i : i);
            if (mask[place] != 0) places[first[step++] + rank] = place;
        }
    }

    /// The number of steps.
    int count() { return count; }

    /// The number of rows at work at all steps together.
    int rows() { return ragged ? first[count] : batch * time; }

    /// The number of rows at work at a step: those of the ranks from 0.
    int active(int step) { return ragged ? first[step + 1] - first[step] : batch; }

    /// The first row of a step.
    int first(int step) { return ragged ? first[step] : step * batch; }

    /// The first row of the states before a step.
    int before(int step) { return step == 0 ? 0 : batch + first(step - 1); }

    /// The first row of the states after a step.
    int after(int step) { return batch + first(step); }

    /// The row of the states after the last step of a rank.
    int last(int rank) {
        int steps = count;
        while (steps > 0 && active(steps - 1) <= rank) steps--;
        return steps == 0 ? rank : after(steps - 1) + rank;
    }

    int sample(int rank) { return ragged ? samples[rank] : rank; }

    boolean isRagged() { return ragged; }

    /// Whether the rows of the sequence are in this order already.
    boolean isIdentity() { return batch == 1 && !backwards && !ragged; }

    /// The row of the sequence that a row at work comes from.
    int place(int step, int rank) {
        if (ragged) return places[first[step] + rank];
        return rank * time + (backwards ? time - 1 - step : step);
    }

    /// The row of the sequence that its output goes to, in the order of time or of the work.
    int outputPlace(int step, int rank, boolean inTime) {
        int place = place(step, rank);
        if (inTime || !backwards) return place;
        int sample = sample(rank);
        return sample * time + time - 1 - (place - sample * time);
    }
}
