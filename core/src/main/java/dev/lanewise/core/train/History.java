package dev.lanewise.core.train;

import com.google.common.collect.ImmutableList;
import java.util.List;

/// How training went, epoch by epoch.
public record History(List<Epoch> epochs) {

    /// @param loss the mean loss over the epoch's batches, as they were met
    /// @param validationLoss NaN without validation
    /// @param validationFigure the share of right classes, or the root mean squared error; NaN without validation
    public record Epoch(int number, double loss, double validationLoss, double validationFigure) { }

    public History {
        epochs = ImmutableList.copyOf(epochs);
    }
}
