package dev.lanewise.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BLEUTest {

    @Test void theSameIsOneAndNothingIsZero() {
        assertThat(BLEU.ofTexts(List.of("the cat sits here."), List.of("the cat sits here.")).score()).isEqualTo(1);
        assertThat(BLEU.ofTexts(List.of("a dog runs there today"), List.of("the cat sits here .")).score()).isZero();
        assertThat(BLEU.none().score()).isZero();
        assertThat(BLEU.ofTexts(List.of(""), List.of("a b c d")).score()).isZero();
    }

    /// 6 of 7 words, 4 of 6 pairs, 3 of 5 triples, 2 of 4 fours; as long as the true one.
    @Test void itIsTheMeanOfRightRuns() {
        BLEU bleu = BLEU.ofTexts(List.of("the cat sat on the red mat"), List.of("the cat sat on the mat today"));

        assertThat(bleu.matches()).containsExactly(6L, 4L, 3L, 2L);
        assertThat(bleu.score()).isCloseTo(Math.pow(6 / 7.0 * 4 / 6 * 3 / 5 * 2 / 4, 0.25), within(1e-12));
    }

    @Test void aWordCountsAsOftenAsItIsTrueAndShortnessIsPunished() {
        assertThat(BLEU.none().with(List.of("the", "the", "the"), List.of("the", "cat")).matches().getFirst()).isEqualTo(1);
        assertThat(BLEU.ofTexts(List.of("a b c d"), List.of("a b c d e f")).score()).isCloseTo(Math.exp(1 - 6 / 4.0), within(1e-12));
    }

    @Test void unlikeNumbersAreRefused() {
        assertThatThrownBy(() -> BLEU.ofTexts(List.of("a"), List.of())).hasMessage("BLEU: expected as many translations as true ones, 0, but got 1");
    }
}
