package dev.lanewise.core.series;

import com.google.common.collect.ImmutableList;
import dev.lanewise.core.DataException;
import dev.lanewise.core.data.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How a series becomes samples: what stands in the last `lookBack` steps, and the `horizon` steps that follow are to be said.
///
/// | | shape | |
/// |---|---|---|
/// | input | `[lookBack, variables]` | steps `t − lookBack … t − 1` of all variables |
/// | target | `[]`, or `[horizon · targets]` | steps `t … t + horizon − 1` of the targets, step by step |
///
/// `t` is the origin; the first one is `lookBack`, and the next is `stride` steps later. Variables that are no targets are exogenous: looked at, never said.
///
/// @param lookBack steps looked at, at least 1
/// @param horizon steps said, at least 1
/// @param stride steps from one window to the next, at least 1
/// @param targets the variables to say; empty for all of them
/// @param anchored whether values of the targets, looked at and said, count from the last one looked at, so that a level never seen before is no news
/// @param dropLast whether the last window is left out, as a loop that ends one too early in a published text does
/// @see <a href="https://arxiv.org/abs/2205.13504">Zeng et al.: Are transformers effective for time series forecasting? (2022)</a>, whose NLinear is anchored
public record Windows(int lookBack, int horizon, int stride, List<String> targets, boolean anchored, boolean dropLast) {

    public Windows {
        targets = ImmutableList.copyOf(targets);
        if (lookBack < 1 || horizon < 1 || stride < 1) {
            throw new IllegalArgumentException("Windows: expected look-back, horizon and stride ≥ 1, but got " + lookBack + ", " + horizon + " and " + stride);
        }
    }

    /// So many steps to say the next one, from every step on, of all variables.
    public static Windows of(int lookBack) { return new Windows(lookBack, 1, 1, List.of(), false, false); }

    public Windows horizon(int horizon) { return new Windows(lookBack, horizon, stride, targets, anchored, dropLast); }

    public Windows stride(int stride) { return new Windows(lookBack, horizon, stride, targets, anchored, dropLast); }

    public Windows targets(String... targets) { return new Windows(lookBack, horizon, stride, List.of(targets), anchored, dropLast); }

    public Windows anchored(boolean anchored) { return new Windows(lookBack, horizon, stride, targets, anchored, dropLast); }

    public Windows dropLast(boolean dropLast) { return new Windows(lookBack, horizon, stride, targets, anchored, dropLast); }

    /// The samples of a series.
    ///
    /// @throws DataException if the series is shorter than one window, or lacks a target
    public Dataset of(TimeSeries series) { return new WindowRows(this, series, origins(series.length()), true); }

    /// The samples with these origins, with inputs alone: what is said of them may lie beyond the end.
    Dataset inputs(TimeSeries series, int... origins) { return new WindowRows(this, series, origins, false); }

    /// The origins of all windows in a series of this length.
    ///
    /// @throws DataException if it is shorter than one window
    public int[] origins(int length) {
        int last = length - horizon - (dropLast ? 1 : 0);
        if (last < lookBack) {
            throw new DataException("Windows: expected a series of at least " + (lookBack + horizon + (dropLast ? 1 : 0)) + " steps, for a look-back of " + lookBack + " and a horizon of " + horizon
                    + ", but got " + length + ". Look back less, or take a longer series");
        }
        return IntStream.iterate(lookBack, origin -> origin <= last, origin -> origin + stride).toArray();
    }

    /// The names of the variables to say.
    public List<String> targets(TimeSeries series) { return targets.isEmpty() ? series.names() : targets; }

    /// Their places among the variables.
    int[] places(TimeSeries series) { return targets(series).stream().mapToInt(series::variable).toArray(); }

    /// Whether all that is looked at is said, so that what was said can be looked at in turn.
    boolean isClosed(TimeSeries series) { return Arrays.stream(places(series)).distinct().count() == series.names().size(); }
}
