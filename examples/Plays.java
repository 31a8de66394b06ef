import module dev.lanewise;

void main() {
    var plays = TextDataset.read(Path.of("shakespeare.txt"));

    var trained = GPT.of(128, 4, 4).context(128).dropout(0.1)
            .epochs(2).batchSize(32).learningRate(1e-3)
            .fit(plays);

    IO.println(Generator.of(Sampler.of(0.8), 500).write(trained, "ROMEO:", Seed.of(42)));
    trained.save(Path.of("plays.safetensors"));
}
