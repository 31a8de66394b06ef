package dev.lanewise.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SpanTest {

    private static final Horizon HORIZON = new Horizon(1000, 100);

    @ParameterizedTest @CsvSource({"500, 500", "500 steps, 500", "2.5 epochs, 250", "1 epoch, 100", "10 %, 100", "0.05%, 1", "0 steps, 0"})
    void aTextIsANumberOfSteps(String text, long steps) { assertThat(Span.parse(text).of(HORIZON)).isEqualTo(steps); }

    static Stream<Span> spans() { return Stream.of(Span.steps(7), Span.epochs(0.5), Span.share(0.25), Span.whole()); }

    @ParameterizedTest @MethodSource("spans")
    void itsTextReadsBack(Span span) { assertThat(Span.parse(span.toString())).isEqualTo(span); }

    @Test void otherTextsAreRefused() {
        assertThatThrownBy(() -> Span.parse("5 weeks")).hasMessage("Span: expected a number of steps, '5 epochs' or '10 %', but got \"5 weeks\"");
        assertThatThrownBy(() -> Span.parse("%")).hasMessageStartingWith("Span: expected a number of steps");
        assertThatThrownBy(() -> Span.parse("-1 steps")).hasMessage("Span: expected an amount ≥ 0, but got -1.0");
        assertThatThrownBy(() -> Span.share(Double.NaN)).hasMessage("Span: expected an amount ≥ 0, but got NaN");
    }

    @Test void whatIsLeftIsTheNewWhole() {
        assertThat(Span.whole().of(HORIZON.after(400))).isEqualTo(600);
        assertThat(HORIZON.after(2000).steps()).isZero();
        assertThatThrownBy(() -> new Horizon(-1, 1)).hasMessage("Horizon: expected steps ≥ 0, but got -1");
        assertThatThrownBy(() -> new Horizon(1, 0)).hasMessage("Horizon: expected steps per epoch ≥ 1, but got 0");
    }
}
