package dev.lanewise.core.metric;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.IntStream;

/// The scores of each class against the rest.
final class RestScores implements Accumulator<List<Ranking>> {

    private final ImmutableList<Scores> scores;

    RestScores(int classes) {
        if (classes < 2) throw new IllegalArgumentException("One versus rest: expected at least two classes, but got " + classes);
        this.scores = IntStream.range(0, classes).mapToObj(k -> new Scores("One versus rest", k, classes)).collect(ImmutableList.toImmutableList());
    }

    /// Either all classes take a sample or none.
    @Override public void add(double[] said, double truth, double weight) {
        scores.getFirst().require(said, truth, weight);
        if (said.length == 1) {
            scores.getFirst().add(new double[] {1 - said[0], said[0]}, truth, weight);
            scores.getLast().add(said, truth, weight);
        } else {
            for (Scores each : scores) each.add(said, truth, weight);
        }
    }

    @Override public void merge(Accumulator<List<Ranking>> other) {
        RestScores that = Samples.same(this, (Object) other);
        for (int k = 0; k < scores.size(); k++) scores.get(k).merge(that.scores.get(k));
    }

    @Override public List<Ranking> value() { return scores.stream().map(Scores::value).collect(ImmutableList.toImmutableList()); }
}
