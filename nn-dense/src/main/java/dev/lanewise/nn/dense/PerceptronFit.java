package dev.lanewise.nn.dense;

import dev.lanewise.core.Progress;
import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.linalg.kernel.DoubleKernels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// One perceptron on its way from its first weights to its last ones.
final class PerceptronFit {

    private static final double START = 0.05;

    private final Perceptron settings;
    private final Samples samples;
    private final int[] labels;
    private final PerceptronRule rule;
    private final Seed seed;
    private final double[] x;

    private PerceptronFit(Perceptron settings, Samples samples, int[] labels, PerceptronRule rule, Seed seed) {
        this.settings = settings;
        this.samples = samples;
        this.labels = labels;
        this.rule = rule;
        this.seed = seed;
        this.x = new double[samples.features()];
    }

    /// What one perceptron learned.
    private record Learned(Voters voters, Learning learning, double margin) { }

    static PerceptronModel of(Perceptron settings, Dataset data, Run run) {
        data.requireUnweighted(settings);
        Samples samples = Samples.of(settings, data);
        int[] labels = samples.labels();
        List<PerceptronRule> rules = rules(settings, data.schema().target().classes().size(), samples.features(), run.backend().kernels().doubles());
        Learned[] learned = new Learned[rules.size()];
        run.backend().parallel(rules.size(), 1, (from, to) -> {
            for (int i = from; i < to; i++) learned[i] = new PerceptronFit(settings, samples, labels, rules.get(i), run.seed().child(i)).run(run.listener());
        });
        List<Learned> all = List.of(learned);
        return new PerceptronModel(settings, all.stream().map(Learned::voters).toList(), all.stream().map(Learned::learning).toList(),
                all.stream().mapToDouble(Learned::margin).toArray(), data.schema(), Provenance.of(data, run));
    }

    private static List<PerceptronRule> rules(Perceptron settings, int classes, int features, DoubleKernels kernels) {
        if (settings.rule() == Perceptron.Rule.MULTICLASS) return List.of(new PerceptronRule.Multiclass(classes, features, kernels));
        return IntStream.range(classes == 2 ? 1 : 0, classes).mapToObj(c -> (PerceptronRule) new PerceptronRule.OneVsRest(c, features, kernels)).toList();
    }

    private Learned run(Progress.Listener listener) {
        double[] w = start();
        Kept kept = kept(w);
        List<Integer> mistakes = new ArrayList<>();
        Map<Long, Integer> seen = new HashMap<>();             // which state stood at the end of which epoch
        Recurrence recurrence = new Recurrence(rule, samples, labels, settings.rate());
        Learning.Verdict verdict = Learning.Verdict.UNDECIDED;
        int cycle = 0;
        for (int epoch = 1; epoch <= settings.epochs() && verdict == Learning.Verdict.UNDECIDED; epoch++) {
            mistakes.add(epoch(w, kept, order(epoch)));
            listener.onProgress(new Progress("epoch " + epoch + " of at most " + settings.epochs(), epoch, settings.epochs(), "epochs", mistakes.getLast()));
            if (mistakes.getLast() == 0) verdict = Learning.Verdict.CONVERGED;
            else if (settings.order() == Perceptron.Order.FIXED) {
                Integer before = seen.putIfAbsent(Recurrence.hash(w), epoch);
                if (before == null || !recurrence.returns(w, epoch - before)) continue;
                cycle = epoch - before;
                verdict = recurrence.isExact() ? Learning.Verdict.NOT_LINEARLY_SEPARABLE : Learning.Verdict.CYCLING;
            }
        }
        Voters voters = kept.result(w);
        Margins margins = new Margins(samples, labels, rule);
        boolean bounded = verdict == Learning.Verdict.CONVERGED && settings.start() == Perceptron.Start.ZEROS;
        return new Learned(voters, new Learning(mistakes, verdict, cycle, bounded ? margins.bound(w) : java.util.Optional.empty()), margins.nearest(voters.machine()));
    }

    private double[] start() {
        double[] w = new double[rule.rows() * (x.length + 1)];
        RandomStream random = seed.child("weights").stream();
        if (settings.start() == Perceptron.Start.RANDOM) for (int i = 0; i < w.length; i++) w[i] = random.uniform(-START, START);
        return w;
    }

    private Kept kept(double[] start) {
        return switch (settings.variant()) {
            case LAST -> new Kept.Last(rule);
            case AVERAGED -> new Kept.Averaged(rule, settings.rate(), start.length);
            case VOTED -> new Kept.Voted(rule);
            case POCKET -> new Kept.Pocket(rule, start, this::rightAnswers);
        };
    }

    private int[] order(int epoch) {
        return settings.order() == Perceptron.Order.SHUFFLED ? seed.child("order").child(epoch).stream().permutation(samples.size()) : IntStream.range(0, samples.size()).toArray();
    }

    /// Visits every sample and says how often it was wrong.
    private int epoch(double[] w, Kept kept, int[] order) {
        int mistakes = 0;
        for (int row : order) {
            samples.read(row, x);
            int wanted = rule.wanted(labels[row]), got = rule.answer(w, x);
            if (wanted == got) {
                kept.right(w);
                continue;
            }
            kept.wrong(w, x, wanted, got);
            rule.change(w, x, wanted, got, settings.rate());
            mistakes++;
        }
        return mistakes;
    }

    private long rightAnswers(double[] w) {
        double[] row = new double[x.length];                   // x is in use
        long right = 0;
        for (int i = 0; i < labels.length; i++) {
            samples.read(i, row);
            if (rule.answer(w, row) == rule.wanted(labels[i])) right++;
        }
        return right;
    }
}
