import module dev.lanewise;

void main() {
    var network = Sequential.of(
            Input.of(28, 28, 1),
            Flatten.of(),
            Dense.of(128).relu(),
            Dense.of(10));

    IO.println(network.summary());

    var trained = Trainer.of(Adam.of(1e-3), Loss.crossEntropy())
            .epochs(5).batchSize(64)
            .fit(network, Digits.train(5000, Seed.of(42)));

    IO.println(trained.evaluate(Digits.test(1000, Seed.of(42))));
    trained.save(Path.of("digits.safetensors"));
}
