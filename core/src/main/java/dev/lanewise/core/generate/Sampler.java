package dev.lanewise.core.generate;

import dev.lanewise.core.RandomStream;
import java.util.Collection;

/// How the next token is chosen by the scores of all: the best one, or one by chance of those that are good enough.
///
/// In this order, each step with the probabilities that the one before left:
///
/// | setting             | what it does                                                                                         |
/// |---------------------|------------------------------------------------------------------------------------------------------|
/// | `repetitionPenalty` | a positive score of a token that stands in the text already is divided by it, a negative one multiplied |
/// | `temperature`       | scores are divided by it: below 1 bolder, above 1 wilder; 0 takes the best token and nothing else matters |
/// | `topK`              | only so many of the best tokens stay; 0 for all                                                       |
/// | `topP`              | only the smallest number of best tokens whose probabilities reach this sum stay; 1 for all            |
/// | `minP`              | only tokens that are at least so many times as likely as the best one stay; 0 for all                 |
///
/// Among equal scores the smaller number is the better one. A score of −∞ is never chosen; NaN counts as −∞.
///
/// @see <a href="https://arxiv.org/abs/1904.09751">Holtzman et al. (2020): top-p</a>, <a href="https://arxiv.org/abs/1805.04833">Fan et al. (2018): top-k</a>,
///      <a href="https://arxiv.org/abs/2407.01082">Nguyen et al. (2024): min-p</a>, <a href="https://arxiv.org/abs/1909.05858">Keskar et al. (2019): the penalty</a>
public record Sampler(double temperature, int topK, double topP, double minP, double repetitionPenalty) {

    public Sampler {
        require(temperature >= 0 && Double.isFinite(temperature), "a temperature ≥ 0", temperature);
        require(topK >= 0, "a top-k ≥ 0", topK);
        require(topP > 0 && topP <= 1, "a top-p in (0, 1]", topP);
        require(minP >= 0 && minP <= 1, "a min-p in [0, 1]", minP);
        require(repetitionPenalty > 0 && Double.isFinite(repetitionPenalty), "a repetition penalty > 0", repetitionPenalty);
    }

    private static void require(boolean holds, String expected, Number actual) {
        if (!holds) throw new IllegalArgumentException("Sampler: expected " + expected + ", but got " + actual);
    }

    /// Always the best token.
    public static Sampler greedy() { return of(0); }

    /// Any token, by its probability at this temperature.
    public static Sampler of(double temperature) { return new Sampler(temperature, 0, 1, 0, 1); }

    public Sampler temperature(double temperature) { return new Sampler(temperature, topK, topP, minP, repetitionPenalty); }

    public Sampler topK(int topK) { return new Sampler(temperature, topK, topP, minP, repetitionPenalty); }

    public Sampler topP(double topP) { return new Sampler(temperature, topK, topP, minP, repetitionPenalty); }

    public Sampler minP(double minP) { return new Sampler(temperature, topK, topP, minP, repetitionPenalty); }

    public Sampler repetitionPenalty(double penalty) { return new Sampler(temperature, topK, topP, minP, penalty); }

    /// A token.
    ///
    /// @param scores holds those of the tokens `0 … n − 1` from `from` on
    /// @param seen the tokens that stand in the text already
    /// @throws IllegalArgumentException if no score is above −∞
    public int choose(float[] scores, int from, int n, Collection<Integer> seen, RandomStream random) {
        double[] penalised = penalised(scores, from, n, seen);
        if (temperature == 0) return best(penalised);
        return Shortlist.of(penalised, this).draw(random.nextDouble());
    }

    /// With what probability each token is chosen.
    public double[] probabilities(float[] scores, int from, int n, Collection<Integer> seen) {
        double[] penalised = penalised(scores, from, n, seen);
        if (temperature > 0) return Shortlist.of(penalised, this).probabilities(n);
        double[] certain = new double[n];
        certain[best(penalised)] = 1;
        return certain;
    }

    private double[] penalised(float[] scores, int from, int n, Collection<Integer> seen) {
        double[] own = new double[n];
        for (int i = 0; i < n; i++) own[i] = Float.isNaN(scores[from + i]) ? Double.NEGATIVE_INFINITY : scores[from + i];
        if (repetitionPenalty == 1) return own;
        for (int token : seen instanceof java.util.Set<Integer> set ? set : new java.util.HashSet<>(seen)) own[token] *= own[token] > 0 ? 1 / repetitionPenalty : repetitionPenalty;
        return own;
    }

    private static int best(double[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) if (scores[i] > scores[best]) best = i;
        if (scores.length == 0 || scores[best] == Double.NEGATIVE_INFINITY) throw nothing();
        return best;
    }

    static IllegalArgumentException nothing() { return new IllegalArgumentException("Sampler: expected a token with a score above −∞, but there is none"); }
}
