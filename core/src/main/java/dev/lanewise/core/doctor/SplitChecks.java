package dev.lanewise.core.doctor;

import dev.lanewise.core.Seed;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema.Target.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// `range-shift` and `duplicate-samples`: unseen samples that are too unlike the training samples, or too like them.
final class SplitChecks {

    /// How far outside of the range that was trained on, in widths of that range.
    private static final double FAR = 0.05;

    private static final double SEVERAL = 3;

    private SplitChecks() { }

    // ---- too unlike

    static List<Finding> shift(Evidence evidence, Limits limits) {
        Dataset training = evidence.setting().start().training(), unseen = evidence.answers().samples();
        List<Finding> findings = new ArrayList<>();
        if (!evidence.answers().unseen() || unseen.size() == 0) return findings;
        if (training.schema().target().kind() == Kind.NUMBER) {
            Outside outside = new Outside(Spread.of(Quality.targets(training)), training.size());
            for (float value : Quality.targets(unseen)) outside.add(value);
            if (outside.matters(limits)) findings.add(outside.finding("target", evidence.answers().name()));
        }
        for (int input = 0; input < training.schema().inputs().size(); input++) worst(evidence, input, limits).ifPresent(findings::add);
        return findings;
    }

    /// The feature of an input that goes farthest.
    private static java.util.Optional<Finding> worst(Evidence evidence, int input, Limits limits) {
        Dataset training = evidence.setting().start().training(), unseen = evidence.answers().samples();
        Spread[] spreads = Spread.ofFeatures(training, input);
        Outside[] features = new Outside[spreads.length];
        for (int j = 0; j < features.length; j++) features[j] = new Outside(spreads[j], training.size());
        float[] row = new float[training.schema().inputs().get(input).size()];
        for (int i = 0; i < unseen.size(); i++) {
            unseen.readInput(input, i, row, 0);
            for (int j = 0; j < row.length; j++) features[j % features.length].add(row[j]);
        }
        int worst = -1;
        for (int j = 0; j < features.length; j++) {
            if (features[j].matters(limits) && (worst < 0 || features[j].far() > features[worst].far())) worst = j;
        }
        return worst < 0 ? java.util.Optional.empty() : java.util.Optional.of(features[worst].finding(Spread.name(training, input, worst), evidence.answers().name()));
    }

    /// Counts values outside of a range.
    private static final class Outside {

        private final Spread trained;
        private final int samples;
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;
        private long outside;
        private long all;

        Outside(Spread trained, int samples) {
            this.trained = trained;
            this.samples = samples;
        }

        void add(float value) {
            least = Math.min(least, value);
            most = Math.max(most, value);
            if (value < trained.least() || value > trained.most()) outside++;
            all++;
        }

        /// How far the farthest value is, in widths of the range.
        double far() {
            double width = trained.most() - trained.least();
            return Math.max(0, Math.max(most - trained.most(), trained.least() - least)) / (width == 0 ? 1 : width);
        }

        /// Of samples of one kind, about `2/(n + 1)` lie outside of the range of `n` others by chance; several times as many don't.
        boolean matters(Limits limits) {
            double chance = SEVERAL * (1 + 2.0 * all / (samples + 1));
            return outside > Math.max(chance, limits.of(Limit.OUTSIDE_VALUES) * all) && far() > FAR;
        }

        Finding finding(String where, String samples) {
            double share = outside / (double) all;
            return Finding.of("range-shift", Severity.WARNING, where).evidence("trained-least", trained.least()).evidence("trained-most", trained.most())
                    .evidence("least", least).evidence("most", most).evidence("share", share)
                    .sentence(Figure.share(share) + " of the " + samples + " lie outside of " + Figure.of(trained.least()) + " … " + Figure.of(trained.most()) + ", where training took place: they go from "
                            + Figure.of(least) + " to " + Figure.of(most))
                    .remedy("Networks don't extrapolate: train on the whole range, predict changes instead of levels, or take out the trend first");
        }
    }

    // ---- too like

    static List<Finding> duplicates(Evidence evidence, Limits limits) {
        Dataset training = evidence.setting().start().training(), unseen = evidence.answers().samples();
        if (!evidence.answers().unseen() || unseen.size() == 0) return List.of();
        Set<Long> known = new HashSet<>();
        for (int row : SampleRows.spread(training.size(), 5 * Spread.MOST_ROWS)) known.add(hash(training, row));
        int twice = 0;
        for (int i = 0; i < unseen.size(); i++) if (known.contains(hash(unseen, i))) twice++;
        double share = twice / (double) unseen.size();
        if (twice == 0 || share < limits.of(Limit.DUPLICATES)) return List.of();
        return List.of(Finding.of("duplicate-samples", Severity.WARNING, evidence.answers().name()).evidence("duplicates", twice).evidence("samples", unseen.size()).evidence("share", share)
                .sentence(twice + " of the " + unseen.size() + " " + evidence.answers().name() + " have the same inputs as a training sample: what they say of unseen samples is too good")
                .remedy("Drop duplicates before splitting, or split by groups"));
    }

    /// 64 bits of all inputs of a row.
    private static long hash(Dataset data, int row) {
        long hash = 1;
        for (int input = 0; input < data.schema().inputs().size(); input++) {
            float[] values = new float[data.schema().inputs().get(input).size()];
            data.readInput(input, row, values, 0);
            for (float value : values) hash = Seed.mix(hash * 31 + Float.floatToIntBits(value));
        }
        return hash;
    }
}
