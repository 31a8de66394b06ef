package dev.lanewise.nn.recurrent;

import dev.lanewise.core.tensor.Weight;
import dev.lanewise.core.train.TrainingObserver;

/// How often a decoder sees the true token before a step while it learns, and not the one it would have written itself: scheduled sampling.
///
/// The share goes from 1 to `last` over the training, by the share `p` of its steps that are done:
///
/// | curve            | share                                                     |
/// |------------------|-----------------------------------------------------------|
/// | `CONSTANT`       | `last`                                                    |
/// | `LINEAR`         | `1 − (1 − last) · p`                                      |
/// | `EXPONENTIAL`    | `last + (1 − last) · e^(−5p)`                             |
/// | `SIGMOID`        | `last + (1 − last) / (1 + e^(12 · (p − ½)))`              |
///
/// @param curve how it gets there
/// @param last in `[0, 1]`: 1 is teacher forcing, always
/// @see <a href="https://arxiv.org/abs/1506.03099">Bengio et al. (2015)</a>
public record TeacherForcing(Curve curve, double last) {

    /// How the share changes.
    public enum Curve { CONSTANT, LINEAR, EXPONENTIAL, SIGMOID }

    private static final double RATE = 5, STEEPNESS = 12;

    public TeacherForcing {
        if (!(last >= 0 && last <= 1)) throw new IllegalArgumentException("TeacherForcing: expected a share in [0, 1], but got " + last);
    }

    /// The true tokens, always.
    public static TeacherForcing always() { return new TeacherForcing(Curve.CONSTANT, 1); }

    /// Fewer true tokens from step to step.
    public static TeacherForcing fallingTo(double last) { return new TeacherForcing(Curve.LINEAR, last); }

    /// The share of true tokens when a share `p` of the training is done.
    public double share(double p) {
        return switch (curve) {
            case CONSTANT -> last;
            case LINEAR -> 1 - (1 - last) * p;
            case EXPONENTIAL -> last + (1 - last) * Math.exp(-RATE * p);
            case SIGMOID -> last + (1 - last) / (1 + Math.exp(STEEPNESS * (p - 0.5)));
        };
    }

    /// What sets the share for each step of the training of an [EncoderDecoder].
    ///
    /// @param steps how many the training has
    public TrainingObserver over(long steps) {
        return new TrainingObserver() {

            private float[] share = new float[1];

            @Override public void started(Start start) {
                share = start.bound().weights().stream().filter(weight -> weight.name().endsWith("forcing") && !weight.trainable()).map(Weight::values).findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("TeacherForcing: expected the training of an encoder–decoder, but got " + start.network()));
                share[0] = (float) share(0);
            }

            @Override public void stepped(Step step) { share[0] = (float) share(Math.min(1, (double) step.number() / steps)); }
        };
    }
}
