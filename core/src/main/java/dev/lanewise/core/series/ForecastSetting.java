package dev.lanewise.core.series;

import java.util.ArrayList;
import java.util.List;

/// What a forecaster looks at and says, and what it has to beat.
///
/// @param names of the variables
/// @param season steps in a season; 1 for none
record ForecastSetting(Windows windows, List<String> names, int season, LinearAR linear) {

    ForecastSetting {
        names = List.copyOf(names);
    }

    List<SeriesPredictor> baselines() {
        String[] targets = windows.targets().toArray(String[]::new);
        List<SeriesPredictor> baselines = new ArrayList<>(List.of(SeriesPredictor.persistence(targets)));
        if (season > 1) baselines.add(SeriesPredictor.seasonalNaive(season, targets));
        baselines.add(linear);
        return baselines;
    }
}
