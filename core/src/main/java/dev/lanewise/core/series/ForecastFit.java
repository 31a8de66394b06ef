package dev.lanewise.core.series;

import dev.lanewise.core.Run;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.model.Estimator;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.model.Provenance;
import java.util.ArrayList;
import java.util.List;

/// One forecaster learning from one series.
record ForecastFit(Forecaster forecaster, TimeSeries series, Run run) {

    ForecastModel model(Schema schema, String fingerprint) {
        Windows windows = named(schema);
        SeriesScale scale = SeriesScale.learn(forecaster.scaling(), series);
        Dataset samples = windows.of(scale.apply(series));
        List<Model> models = new ArrayList<>();
        for (Estimator estimator : forecaster.interval().estimators(forecaster.estimator())) models.add(estimator.fit(samples, member(models.size())));
        Members members = Members.of(models, forecaster.interval(), scale);
        ForecastSetting setting = new ForecastSetting(windows, series.names(), season(), LinearAR.fit(windows, series));
        return new ForecastModel(members.judgedOn(windows, series), setting, schema, new Provenance(run.seed().value(), fingerprint, samples.size()));
    }

    /// With the target of the rows as the one to say, where none is named.
    private Windows named(Schema schema) {
        boolean one = forecaster.windows().targets().isEmpty() && schema.target().kind() == Schema.Target.Kind.NUMBER;
        return one ? forecaster.windows().targets(series.names().getLast()) : forecaster.windows();
    }

    private Run member(int number) { return number == 0 ? run : new Run(run.seed().child(number), run.backend(), run.listener()); }

    private int season() { return forecaster.season() == 0 ? Math.max(1, series.timeline().season()) : forecaster.season(); }
}
