package dev.lanewise.core.generate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/// The tokens that may be chosen and their probabilities, as far as a [Sampler] looks at them in their order the best first.
///
/// @param tokens their numbers
/// @param probabilities `[tokens]`, with the sum 1
record Shortlist(int[] tokens, double[] probabilities) {

    static Shortlist of(double[] scores, Sampler sampler) {
        double[] weights = weights(scores, sampler.temperature());
        int[] best = ordered(weights, sampler), tokens = nucleus(best, weights, sampler.topP() * (sampler.topK() > 0 ? sum(best, weights) : Arrays.stream(weights).sum()));
        double least = sampler.minP() == 0 ? 0 : sampler.minP() * Arrays.stream(tokens).mapToDouble(token -> weights[token]).max().orElse(0);
        int[] kept = Arrays.stream(tokens).filter(token -> weights[token] > 0 && weights[token] >= least).toArray();
        double sum = sum(kept, weights);
        return new Shortlist(kept, Arrays.stream(kept).mapToDouble(token -> weights[token] / sum).toArray());
    }

    /// `exp((score − best) / temperature)`
    private static double[] weights(double[] scores, double temperature) {
        double best = Arrays.stream(scores).max().orElse(Double.NEGATIVE_INFINITY);
        if (best == Double.NEGATIVE_INFINITY) throw Sampler.nothing();
        double[] weights = new double[scores.length];
        for (int i = 0; i < weights.length; i++) weights[i] = scores[i] == best ? 1 : Math.exp((scores[i] - best) / temperature);
        return weights;
    }

    /// The best `topK`, or as many as may belong to the best whose sum is `topP`, the best first; all in any order if neither matters.
    private static int[] ordered(double[] weights, Sampler sampler) {
        int n = weights.length;
        if (sampler.topK() > 0 && sampler.topK() < n) return best(weights, sampler.topK());
        int[] all = new int[n];
        for (int i = 0; i < n; i++) all[i] = i;
        if (sampler.topP() == 1) return all;
        double few = (1 - sampler.topP()) / n * Arrays.stream(weights).sum();       // all below it together are less than 1 − topP
        return Arrays.stream(all).filter(token -> weights[token] >= few).boxed().sorted(order(weights)).mapToInt(token -> token).toArray();
    }

    private static Comparator<Integer> order(double[] weights) {
        return Comparator.<Integer>comparingDouble(token -> -weights[token]).thenComparingInt(token -> token);
    }

    private static int[] best(double[] weights, int count) {
        PriorityQueue<Integer> worstFirst = new PriorityQueue<>(count, order(weights).reversed());
        for (int token = 0; token < weights.length; token++) {
            if (worstFirst.size() == count) {
                if (weights[token] <= weights[worstFirst.peek()]) continue;
                worstFirst.poll();
            }
            worstFirst.add(token);
        }
        return worstFirst.stream().sorted(order(weights)).mapToInt(token -> token).toArray();
    }

    /// As many as it takes to reach a sum; all where rounding keeps them below it.
    private static int[] nucleus(int[] ordered, double[] weights, double goal) {
        double sum = 0;
        int count = 0;
        while (count < ordered.length && sum < goal) sum += weights[ordered[count++]];
        return Arrays.copyOf(ordered, count);
    }

    private static double sum(int[] tokens, double[] weights) { return Arrays.stream(tokens).mapToDouble(token -> weights[token]).sum(); }

    /// The token at which the sum of probabilities reaches beyond a number in `[0, 1)`.
    int draw(double uniform) {
        double sum = 0;
        for (int i = 0; i < tokens.length; i++) {
            sum += probabilities[i];
            if (uniform < sum) return tokens[i];
        }
        return tokens[tokens.length - 1];                      // rounding
    }

    /// One for each of the `n` tokens there are.
    double[] probabilities(int n) {
        double[] all = new double[n];
        for (int i = 0; i < tokens.length; i++) all[tokens[i]] = probabilities[i];
        return all;
    }
}
