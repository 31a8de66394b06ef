package dev.lanewise.core.generate;

import dev.lanewise.core.RandomStream;
import dev.lanewise.core.Seed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rows of a [Generator] at work; those that ended leave the [Decoding].
final class Writing {

    private final Generator generator;
    private final Decoding decoding;
    private final List<Row> rows = new ArrayList<>();
    private final List<Row> going;

    Writing(Generator generator, Decoding decoding, List<int[]> prompts, Seed seed) {
        this.generator = generator;
        this.decoding = decoding;
        for (int i = 0; i < prompts.size(); i++) rows.add(new Row(i, prompts.get(i), seed.child(i).stream()));
        this.going = new ArrayList<>(rows);
    }

    List<Generation> write(TokenListener listener) {
        while (!going.isEmpty()) {
            choose(listener);
            int[] stay = java.util.stream.IntStream.range(0, going.size()).filter(i -> !going.get(i).isOver()).toArray();
            if (stay.length == 0) break;
            if (stay.length < going.size()) decoding.select(stay);
            going.removeIf(Row::isOver);
            decoding.append(going.stream().mapToInt(row -> row.tokens.getLast()).toArray());
        }
        return rows.stream().map(Row::generation).toList();
    }

    private void choose(TokenListener listener) {
        float[] scores = decoding.scores();
        for (int i = 0; i < going.size(); i++) going.get(i).choose(scores, i * decoding.vocabulary(), listener);
    }

    /// One text.
    private final class Row {

        private final int number;
        private final RandomStream random;
        private final Set<Integer> seen = new HashSet<>();
        private final List<Integer> tokens = new ArrayList<>();
        private double logLikelihood;
        private int stopLength;
        private boolean stopped;

        Row(int number, int[] prompt, RandomStream random) {
            this.number = number;
            this.random = random;
            for (int token : prompt) seen.add(token);
        }

        void choose(float[] scores, int from, TokenListener listener) {
            int n = decoding.vocabulary(), token = generator.sampler().choose(scores, from, n, seen, random);
            logLikelihood += scores[from + token] - LogSum.of(scores, from, n);
            tokens.add(token);
            seen.add(token);
            stopLength = Generator.stopLength(tokens, generator.stops());
            if (stopLength == 0) stopped = !listener.wrote(number, token);
        }

        boolean isOver() { return stopped || stopLength > 0 || tokens.size() == generator.length(); }

        Generation generation() {
            Generation.Ending ending = stopLength > 0 ? Generation.Ending.STOP : stopped ? Generation.Ending.LISTENER : Generation.Ending.LENGTH;
            return new Generation(tokens.subList(0, tokens.size() - stopLength), logLikelihood, ending);
        }
    }
}
