package dev.lanewise.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.Run;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.series.ForecastModel;
import dev.lanewise.core.series.Forecaster;
import dev.lanewise.core.series.Gaps;
import dev.lanewise.core.series.SeriesReport;
import dev.lanewise.core.series.SeriesScaling;
import dev.lanewise.core.series.TimeSeries;
import dev.lanewise.core.series.Windows;
import dev.lanewise.testkit.SharedFiles;
import org.junit.jupiter.api.Test;

/// Recurrent networks on real series: they beat the naive forecasts there, and the linear one beats them, which a report must not hide.
class SeriesForecastTest {

    @Test void airlinePassengersAreForecastBetterThanBySeasonsBefore() {
        TimeSeries passengers = TimeSeries.read(Table.readCsv(SharedFiles.require("data/time-series/airline-passengers.csv")), "Month", Gaps.REJECT);
        RecurrentNetwork lstm = RecurrentNetwork.of(16).epochs(200).batchSize(8);

        ForecastModel model = Forecaster.of(lstm, Windows.of(24).anchored(true)).scaling(SeriesScaling.LOG).fit(passengers.slice(0, 96), Run.standard());
        SeriesReport report = model.report(passengers, 96);

        assertThat(report.scores().get(2).name()).isEqualTo("seasonal naive, 12");
        assertThat(report.model().rmse()).isLessThan(0.8 * report.scores().get(2).rmse()).isLessThan(0.8 * report.scores().get(1).rmse());
        assertThat(report.verdict()).startsWith("lstm does NOT beat linear AR, 24 (");
    }

    @Test void sunspotsAreForecastBetterThanByTheLastValue() {
        TimeSeries sunspots = TimeSeries.read(Table.readCsv(SharedFiles.require("data/time-series/monthly-sunspots.csv")), "Month", Gaps.REJECT);
        RecurrentNetwork gru = RecurrentNetwork.of(RecurrentNetwork.Kind.GRU, 16).epochs(6);

        ForecastModel model = Forecaster.of(gru, Windows.of(48).horizon(12).anchored(true)).season(132).fit(sunspots.slice(0, 2256), Run.standard());
        SeriesReport report = model.report(sunspots, 2256);

        assertThat(report.model().rmse()).isLessThan(report.scores().get(1).rmse()).isLessThan(report.scores().get(2).rmse());
    }
}
