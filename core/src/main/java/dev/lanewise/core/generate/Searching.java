package dev.lanewise.core.generate;

import dev.lanewise.core.generate.Generation.Ending;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// A [BeamSearch] at work.
final class Searching {

    private static final Comparator<Ended> WORST_FIRST = Comparator.comparingDouble(Ended::score);
    private static final Comparator<Step> BEST_FIRST = Comparator.comparingDouble((Step step) -> -step.logLikelihood).thenComparingInt(Step::row).thenComparingInt(Step::token);

    private final BeamSearch plan;
    private final Decoding decoding;
    private final PriorityQueue<Ended> ended = new PriorityQueue<>(WORST_FIRST);
    private List<Beam> going = List.of(new Beam(List.of(), 0));

    Searching(BeamSearch plan, Decoding decoding) {
        this.plan = plan;
        this.decoding = decoding;
    }

    /// A beginning that is followed.
    private record Beam(List<Integer> tokens, double logLikelihood) { }

    /// One more token for a beam.
    private record Step(int row, int token, double logLikelihood) { }

    private record Ended(Generation text, double score) { }

    List<Generation> search() {
        while (!going.isEmpty()) {
            List<Step> goOn = new ArrayList<>();
            for (Step step : best()) take(step, goOn);
            if (goOn.isEmpty() || isDecided(goOn.getFirst())) break;
            follow(goOn);
        }
        return ended.stream().sorted(WORST_FIRST.reversed()).map(Ended::text).toList();
    }

    /// The best steps of all beams, so many that those which go on fill the beams even if each beam stops as well.
    private List<Step> best() {
        int n = decoding.vocabulary(), count = (1 + Math.max(1, plan.stops().size())) * plan.beams();
        float[] scores = decoding.scores();
        PriorityQueue<Step> worstFirst = new PriorityQueue<>(BEST_FIRST.reversed());
        for (int row = 0; row < going.size(); row++) {
            double base = going.get(row).logLikelihood - LogSum.of(scores, row * n, n);
            for (int token = 0; token < n; token++) {
                double likelihood = base + scores[row * n + token];
                if (!(likelihood > Double.NEGATIVE_INFINITY) || worstFirst.size() == count && likelihood <= worstFirst.peek().logLikelihood) continue;
                worstFirst.add(new Step(row, token, likelihood));
                if (worstFirst.size() > count) worstFirst.poll();
            }
        }
        return worstFirst.stream().sorted(BEST_FIRST).toList();
    }

    /// Ends a text, or goes on with it where a beam is left.
    private void take(Step step, List<Step> goOn) {
        if (goOn.size() == plan.beams()) return;
        List<Integer> tokens = tokens(step);
        int stop = Generator.stopLength(tokens, plan.stops());
        if (stop > 0) end(tokens, stop, step.logLikelihood, Ending.STOP);
        else if (tokens.size() == plan.length()) end(tokens, 0, step.logLikelihood, Ending.LENGTH);
        else goOn.add(step);
    }

    private List<Integer> tokens(Step step) {
        List<Integer> tokens = new ArrayList<>(going.get(step.row).tokens);
        tokens.add(step.token);
        return tokens;
    }

    private void end(List<Integer> tokens, int stop, double logLikelihood, Ending ending) {
        ended.add(new Ended(new Generation(tokens.subList(0, tokens.size() - stop), logLikelihood, ending), plan.score(logLikelihood, tokens.size())));
        if (ended.size() > plan.beams()) ended.poll();
    }

    /// Whether nothing that may still come can be better than the worst of what ended: log P only falls, and the penalty helps the longest most.
    private boolean isDecided(Step best) { return ended.size() == plan.beams() && ended.peek().score >= plan.score(best.logLikelihood, plan.length()); }

    private void follow(List<Step> steps) {
        going = steps.stream().map(step -> new Beam(tokens(step), step.logLikelihood)).toList();
        decoding.select(steps.stream().mapToInt(Step::row).toArray());
        decoding.append(steps.stream().mapToInt(Step::token).toArray());
    }
}
