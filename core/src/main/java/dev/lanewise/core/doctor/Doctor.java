package dev.lanewise.core.doctor;

import com.google.common.collect.ImmutableList;
import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.layer.Network;
import dev.lanewise.core.train.NetworkEstimator;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.core.train.Trainer;
import dev.lanewise.linalg.ConvergenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Watches a training and says what is wrong with it: with the network, the loss, the data, the rate, or the result.
///
/// Watching changes no bit of what is learned. It costs a look at those entries of the gradients that never had a value before, in the steps
/// 1, 2, 4, 8, … and each 128th a copy of the weights, and forward and backward over the examined samples before the first epoch, after the
/// epochs 1, 2, 4, 8, …, and at the end. `docs/doctor.md` has a paragraph about each finding.
///
/// {@snippet :
/// Examined examined = Doctor.standard().examine(trainer, network, data, Run.standard());
/// System.out.println(examined.diagnosis());
/// }
///
/// @param limits where a number begins to be a finding
/// @param samples how many training samples are run through the network at each look into it
/// @param judged samples that training does not see, to judge the network by; those that the trainer validates on if empty
/// @param checks what is looked for besides the checks that are built in
public record Doctor(Limits limits, int samples, Optional<Dataset> judged, List<Check> checks) {

    public Doctor {
        if (samples < 1) throw new IllegalArgumentException("Doctor: expected samples ≥ 1, but got " + samples);
        checks = ImmutableList.copyOf(checks);
    }

    /// The usual limits, 256 samples a look.
    public static Doctor standard() { return new Doctor(Limits.standard(), 256, Optional.empty(), List.of()); }

    public Doctor limit(Limit limit, double number) { return new Doctor(limits.with(limit, number), samples, judged, checks); }

    public Doctor samples(int samples) { return new Doctor(limits, samples, judged, checks); }

    /// Judges by these samples, too.
    public Doctor judgeBy(Dataset unseen) { return new Doctor(limits, samples, Optional.of(unseen), checks); }

    /// Looks for one thing more.
    public Doctor check(Check check) { return new Doctor(limits, samples, judged, ImmutableList.<Check>builder().addAll(checks).add(check).build()); }

    /// Trains as [Trainer#fit(Network, Dataset, Run)] does, and watches. A training that fails is diagnosed, too.
    public Examined examine(Trainer trainer, Network network, Dataset data, Run run) {
        return examine(trainer, data, watched -> watched.fit(network, data, run));
    }

    /// Does what [NetworkEstimator#fit(Dataset, Run)] does, and watches.
    public Examined examine(NetworkEstimator estimator, Dataset data, Run run) {
        return examine(estimator.trainer(data.schema()), data, watched -> estimator.fit(watched, data, run));
    }

    /// Something that trains: it must let the trainer that it is given do the work, once.
    @FunctionalInterface
    public interface Work {
        TrainedNetwork fit(Trainer watched);
    }

    /// Does the work with a trainer like the given one that is watched.
    public Examined examine(Trainer trainer, Dataset data, Work work) {
        Ward ward = new Ward(trainer, data, samples);
        try {
            TrainedNetwork learned = work.fit(trainer.observe(ward));
            return new Examined(Optional.of(learned), Optional.empty(), diagnosis(ward));
        } catch (DataException refused) {
            if (ward.isStarted()) throw refused;
            return new Examined(Optional.empty(), Optional.of(refused), new Diagnosis(List.of(Refusals.finding(trainer, data, refused)), List.of()));
        } catch (ConvergenceException diverged) {
            return new Examined(Optional.empty(), Optional.of(diverged), diagnosis(ward));
        }
    }

    private Diagnosis diagnosis(Ward ward) {
        Evidence evidence = ward.evidence(judged);
        List<Finding> findings = new ArrayList<>();
        for (Check check : Checks.standard()) findings.addAll(check.findings(evidence, limits));
        for (Check check : checks) findings.addAll(check.findings(evidence, limits));
        return new Diagnosis(findings, evidence.last().flows());
    }
}
