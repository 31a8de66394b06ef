package dev.lanewise.cli;

import dev.lanewise.core.generate.Sampler;
import picocli.CommandLine.Option;

/// How the next token is chosen, as options.
final class SamplingOptions {

    @Option(names = "--temperature", paramLabel = "T", defaultValue = "0.8", description = "Below 1 bolder, above 1 wilder (${DEFAULT-VALUE}); 0 for the best token, always.")
    private double temperature;

    @Option(names = "--top-k", paramLabel = "K", defaultValue = "0", description = "Choose among so many of the best tokens; 0 for all.")
    private int topK;

    @Option(names = "--top-p", paramLabel = "P", defaultValue = "1", description = "Choose among the best tokens that together are so likely (${DEFAULT-VALUE}).")
    private double topP;

    @Option(names = "--min-p", paramLabel = "P", defaultValue = "0", description = "Choose among tokens that are at least so many times as likely as the best (${DEFAULT-VALUE}).")
    private double minP;

    @Option(names = "--repetition-penalty", paramLabel = "R", defaultValue = "1", description = "Above 1, what was said already is said less (${DEFAULT-VALUE}).")
    private double repetitionPenalty;

    Sampler sampler() {
        try {
            return new Sampler(temperature, topK, topP, minP, repetitionPenalty);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }
}
