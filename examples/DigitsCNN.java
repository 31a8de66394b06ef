import module dev.lanewise;

void main() {
    var digits = Mnist.read(Path.of("mnist"));

    var network = Sequential.of(
            Input.of(28, 28, 1),
            Conv2D.of(32, 3).relu(),
            MaxPool2D.of(2),
            Conv2D.of(64, 3).relu(),
            MaxPool2D.of(2),
            Flatten.of(),
            Dropout.of(0.5),
            Dense.of(10));

    IO.println(network.summary());

    var trained = Trainer.of(Adam.of(1e-3), Loss.crossEntropy())
            .epochs(3).batchSize(128).validateOn(0.1)
            .fit(network, digits.train());

    IO.println(trained.evaluate(digits.test()));
    trained.save(Path.of("digits.safetensors"));
}
