import module dev.lanewise;

void main() {
    var oil = TimeSeries.read(Table.readCsv(Path.of("ETTh1.csv")), "date", Gaps.REJECT).select("OT");
    var past = oil.split(0.8).before();                    // split in time, never shuffled

    var network = Sequential.of(
            Input.of(96, 1),
            LSTM.of(64),
            Dense.of(24));

    var trained = Forecaster.of(Trainer.of(Adam.of(1e-3), Loss.meanSquaredError()).epochs(10).on(network), Windows.of(96).horizon(24))
            .fit(past);                                    // 96 hours in, 24 ahead

    IO.println(trained.report(oil, past.length()));        // its error, and that of what it has to beat
    trained.forecast(oil, 24).table().writeCsv(System.out);
}
