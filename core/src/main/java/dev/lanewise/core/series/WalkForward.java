package dev.lanewise.core.series;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Run;

/// Judges a forecaster as time goes on: it learns from all before a part of the series, forecasts in that part, and learns anew for the next part.
///
/// @param parts how many parts are judged, the last ones of the series, at least 1
/// @param steps in each part, at least the horizon
/// @param most how many steps before a part are learned from at most; 0 for all
public record WalkForward(int parts, int steps, int most) {

    public WalkForward {
        if (parts < 1 || steps < 1 || most < 0) throw new IllegalArgumentException("WalkForward: expected parts and steps ≥ 1 and most ≥ 0, but got " + parts + ", " + steps + " and " + most);
    }

    /// All before a part is learned from.
    public static WalkForward of(int parts, int steps) { return new WalkForward(parts, steps, 0); }

    /// Learns from the last so many steps before a part only.
    public WalkForward sliding(int most) { return new WalkForward(parts, steps, most); }

    /// The errors of all parts together, the baselines' beside the forecaster's.
    ///
    /// @throws DataException if the series is too short
    public SeriesReport judge(Forecaster forecaster, TimeSeries series, Run run) {
        int first = series.length() - parts * steps;
        if (first < 1) throw new DataException("WalkForward: expected more than " + (long) parts * steps + " steps for " + parts + " parts of " + steps + ", but got " + series.length());
        SeriesReport all = part(forecaster, series, first, run);
        for (int part = 1; part < parts; part++) all = all.plus(part(forecaster, series, first + part * steps, run));
        return all;
    }

    private SeriesReport part(Forecaster forecaster, TimeSeries series, int start, Run run) {
        int from = most == 0 ? 0 : Math.max(0, start - most);
        return forecaster.fit(series.slice(from, start), run).report(series.slice(from, start + steps), start - from);
    }
}
