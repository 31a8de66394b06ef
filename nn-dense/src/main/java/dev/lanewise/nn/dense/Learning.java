package dev.lanewise.nn.dense;

import java.util.List;
import java.util.Optional;

/// How a perceptron learned: its mistakes, and what they say about the classes.
///
/// @param mistakes in each epoch
/// @param verdict how it ended
/// @param cycle after how many epochs the weights come back; 0 unless they do
/// @param bound how many mistakes there can be at most; empty unless it converged from zeros
public record Learning(List<Integer> mistakes, Verdict verdict, int cycle, Optional<Bound> bound) {

    /// How learning ended.
    public enum Verdict {
        /// An epoch went without a mistake: the classes can be told apart by a hyperplane
        CONVERGED,
        /// The weights came back to where they had been, and the mistakes on the way add up to exactly zero: no hyperplane tells the classes apart
        NOT_LINEARLY_SEPARABLE,
        /// The weights came back to where they had been, but by rounding: more epochs would change nothing, and nothing is proved
        CYCLING,
        /// The epochs were used up
        UNDECIDED
    }

    /// Novikoff's bound: at most `(radius / margin)²` mistakes.
    ///
    /// Both are those of samples `(x, 1)`, to which the bias is a weight like all others. For the multiclass rule they are those of the differences that the
    /// rule adds (Kesler's construction).
    ///
    /// @param radius R, the length of the longest sample
    /// @param margin γ, how far the nearest sample lies from the hyperplane that was found, moved in parallel to the middle between the classes; the best
    ///        hyperplane may have more, so the bound holds but need not be the sharpest
    /// @see <a href="https://apps.dtic.mil/sti/citations/AD0298258">Novikoff: On convergence proofs for perceptrons (1962)</a>
    public record Bound(double radius, double margin) {

        public double mistakes() { return radius / margin * (radius / margin); }
    }

    public Learning {
        mistakes = List.copyOf(mistakes);
    }

    /// How many epochs there were, with the one without mistakes at the end.
    public int epochs() { return mistakes.size(); }

    /// All mistakes that changed the weights.
    public long totalMistakes() { return mistakes.stream().mapToLong(Integer::longValue).sum(); }

    /// What should be known of it; nothing if it converged.
    ///
    /// @param apart what it was to tell apart
    List<String> remarks(String apart) {
        return switch (verdict) {
            case CONVERGED -> List.of();
            case NOT_LINEARLY_SEPARABLE -> List.of(this + ". No hyperplane tells " + apart + " apart: use a network with a hidden layer, or the variant pocket for the fewest mistakes");
            case CYCLING -> List.of(this + ". More epochs would change nothing: scale the features, or use the variant pocket or averaged");
            case UNDECIDED -> List.of(this + ". Whether a hyperplane tells " + apart + " apart is not known: allow more epochs, or use the variant pocket or averaged");
        };
    }

    /// `CONVERGED after 6 epochs and 9 mistakes (at most 54 were possible)`
    @Override public String toString() {
        String end = verdict + " after " + epochs() + (epochs() == 1 ? " epoch and " : " epochs and ") + totalMistakes() + (totalMistakes() == 1 ? " mistake" : " mistakes");
        if (cycle > 0) return end + ": the weights come back every " + (cycle == 1 ? "epoch" : cycle + " epochs");
        return end + bound.map(most -> String.format(java.util.Locale.ROOT, " (at most %,.0f were possible)", Math.floor(most.mistakes()))).orElse("");
    }
}
