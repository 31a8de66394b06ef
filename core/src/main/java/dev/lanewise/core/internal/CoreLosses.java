package dev.lanewise.core.internal;

import dev.lanewise.core.Options;
import dev.lanewise.core.loss.BinaryCrossEntropy;
import dev.lanewise.core.loss.BinaryFocal;
import dev.lanewise.core.loss.CTC;
import dev.lanewise.core.loss.CategoricalHinge;
import dev.lanewise.core.loss.CosineDistance;
import dev.lanewise.core.loss.CrossEntropy;
import dev.lanewise.core.loss.Focal;
import dev.lanewise.core.loss.GaussianLikelihood;
import dev.lanewise.core.loss.Hinge;
import dev.lanewise.core.loss.Huber;
import dev.lanewise.core.loss.KLDivergence;
import dev.lanewise.core.loss.LogCosh;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.loss.MeanAbsoluteError;
import dev.lanewise.core.loss.MeanAbsolutePercentageError;
import dev.lanewise.core.loss.MeanSquaredError;
import dev.lanewise.core.loss.MeanSquaredLogError;
import dev.lanewise.core.loss.Outputs;
import dev.lanewise.core.loss.Poisson;
import dev.lanewise.core.loss.Quantile;
import dev.lanewise.core.loss.SquaredHinge;
import dev.lanewise.core.spi.LossProvider;
import dev.lanewise.core.spi.Option;
import dev.lanewise.core.spi.Option.Type;
import java.util.List;
import java.util.Optional;

/// The names of core's own losses.
public final class CoreLosses implements LossProvider {

    private static Option outputs() { return new Option("outputs", Type.TEXT, "logits", "logits, probabilities, log-probabilities", "What the network gives."); }

    private static Option smoothing() { return new Option("smoothing", Type.NUMBER, "0", "[0, 1)", "The share of a target that is spread over all classes."); }

    private static Option classWeights() { return new Option("classWeights", Type.NUMBERS, "none", "≥ 0", "How much each class counts."); }

    private static Option ignored() { return new Option("ignored", Type.INTEGER, "none", "any whole number", "What counts for nothing."); }

    private static Option gamma() { return new Option("gamma", Type.NUMBER, "2", "≥ 0", "How little counts what is easy already."); }

    @Override public List<Kind> kinds() {
        return List.of(
                new Kind("cross-entropy", CrossEntropy.class, List.of(outputs(), smoothing(), classWeights(), ignored()), options ->
                        new CrossEntropy(outputs(options), options.number("smoothing", 0), options.numbers("classWeights"), ignored(options))),
                new Kind("binary-cross-entropy", BinaryCrossEntropy.class, List.of(outputs(), smoothing(), classWeights(), ignored()), options ->
                        new BinaryCrossEntropy(outputs(options), options.number("smoothing", 0), options.numbers("classWeights"), ignored(options))),
                new Kind("focal", Focal.class, List.of(gamma()), options -> Focal.of(options.number("gamma", 2))),
                new Kind("binary-focal", BinaryFocal.class, List.of(gamma(), new Option("alpha", Type.NUMBER, "none", "[0, 1]", "The weight of class 1.")), options ->
                        new BinaryFocal(options.number("gamma", 2), options.has("alpha") ? Optional.of(options.number("alpha")) : Optional.empty())),
                new Kind("kl-divergence", KLDivergence.class, List.of(outputs()), options -> new KLDivergence(outputs(options))),
                new Kind("ctc", CTC.class, List.of(new Option("blank", Type.INTEGER, "0", "≥ 0, a class", "The class that says nothing.")), options -> CTC.of(options.integer("blank", 0))),
                plain("hinge", new Hinge()), plain("squared-hinge", new SquaredHinge()), plain("categorical-hinge", new CategoricalHinge()),
                plain("mean-squared-error", new MeanSquaredError()), plain("mean-absolute-error", new MeanAbsoluteError()),
                plain("mean-squared-log-error", new MeanSquaredLogError()), plain("mean-absolute-percentage-error", new MeanAbsolutePercentageError()),
                plain("log-cosh", new LogCosh()), plain("cosine-distance", new CosineDistance()), plain("gaussian-likelihood", new GaussianLikelihood()),
                new Kind("huber", Huber.class, List.of(new Option("delta", Type.NUMBER, "1", "> 0", "From which error on it grows only linearly.")), options ->
                        Huber.of(options.number("delta", 1))),
                new Kind("poisson", Poisson.class, List.of(new Option("rates", Type.FLAG, "false", "true, false", "Whether outputs are rates rather than their logarithms.")),
                        options -> new Poisson(options.flag("rates", false))),
                new Kind("quantile", Quantile.class, List.of(new Option("quantiles", Type.NUMBERS, "0.5", "in (0, 1), ascending", "One output for each.")), options ->
                        new Quantile(options.has("quantiles") ? options.numbers("quantiles") : List.of(0.5))));
    }

    private static Kind plain(String name, Loss loss) { return new Kind(name, loss.getClass(), List.of(), _ -> loss); }

    private static Outputs outputs(Options options) { return options.choice("outputs", Outputs.LOGITS); }

    private static Optional<Integer> ignored(Options options) { return options.has("ignored") ? Optional.of(options.integer("ignored")) : Optional.empty(); }
}
