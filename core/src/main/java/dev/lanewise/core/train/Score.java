package dev.lanewise.core.train;

import com.google.common.collect.ImmutableMap;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.loss.MeanAbsoluteError;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.tensor.Tensor;

/// Figures that grow batch by batch.
final class Score {

    /// Keeps the logarithm of a probability that was rounded to 0 finite.
    private static final double SMALLEST = 1e-7;

    private final Schema.Target.Kind kind;
    private final Loss loss;
    private long values;
    private long right;
    private double logLoss;
    private double squares;
    private double absolutes;

    Score(Schema.Target.Kind kind, Loss loss) {
        this.kind = kind;
        this.loss = loss;
    }

    void add(int from, int to, Tensor prediction, Tensor target) {
        int width = target.size() == 0 ? 1 : prediction.size() / target.size();
        for (int i = 0; i < target.size(); i++) {
            if (kind == Schema.Target.Kind.CLASS) addClass(prediction.data(), i * width, width, (int) target.data()[i]);
            else addNumber(prediction.data()[i] - (double) target.data()[i]);
        }
        values += target.size();
    }

    private void addClass(float[] probabilities, int from, int width, int target) {
        if (Predictions.best(probabilities, from, width) == target) right++;
        double p = width > 1 ? probabilities[from + target] : target == 1 ? probabilities[from] : 1 - probabilities[from];
        logLoss -= Math.log(Math.max(SMALLEST, p));
    }

    private void addNumber(double error) {
        squares += error * error;
        absolutes += Math.abs(error);
    }

    Evaluation evaluation(long samples) {
        if (kind == Schema.Target.Kind.CLASS) {
            return new Evaluation(samples, ImmutableMap.of("accuracy", (double) right / values, "loss", logLoss / values));
        }
        double trained = loss instanceof MeanAbsoluteError ? absolutes : squares;
        return new Evaluation(samples, ImmutableMap.of("rmse", Math.sqrt(squares / values), "mae", absolutes / values, "loss", trained / values));
    }
}
