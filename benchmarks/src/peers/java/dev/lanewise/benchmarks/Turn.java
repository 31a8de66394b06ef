package dev.lanewise.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The turns of one library and what they took: a time is the median of the turns' medians, with what a tenth of all samples is below and above of.
final class Turn {

    private final Runnable work;
    private final int calls;
    private final List<Double> samples = new ArrayList<>();
    private final List<Double> medians = new ArrayList<>();

    /// @param calls how many calls are timed together
    Turn(Runnable work, int calls) {
        this.work = work;
        this.calls = calls;
    }

    /// The nanoseconds of one call.
    static double nanos(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    /// Calls for so many nanoseconds, and at least once.
    void take(double nanos) {
        int before = samples.size();
        long start = System.nanoTime();
        do samples.add(nanos(this::callSeveralTimes) / calls);
        while (System.nanoTime() - start < nanos);
        medians.add(Sampled.of(sorted(samples.subList(before, samples.size()))).median());
    }

    private void callSeveralTimes() {
        for (int i = 0; i < calls; i++) work.run();
    }

    Sampled time() {
        double[] all = sorted(samples);
        return new Sampled(Sampled.of(sorted(medians)).median(), all[all.length / 10], all[all.length - 1 - all.length / 10]);
    }

    private static double[] sorted(List<Double> numbers) {
        double[] sorted = numbers.stream().mapToDouble(x -> x).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
