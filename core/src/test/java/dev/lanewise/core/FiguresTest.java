package dev.lanewise.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test void numbersAreShort() {
        assertThat(Figures.number(60_000)).isEqualTo("60,000");
        assertThat(Figures.number(0.97891)).isEqualTo("0.9789");
        assertThat(Figures.number(1.52e-7)).isEqualTo("1.520e-07");
        assertThat(Figures.number(Double.NaN)).isEqualTo("NaN");
    }

    @Test void timesHaveTwoUnitsAtMost() {
        assertThat(Figures.seconds(0.42)).isEqualTo("0.4 s");
        assertThat(Figures.seconds(12.3)).isEqualTo("12 s");
        assertThat(Figures.seconds(200)).isEqualTo("3 min 20 s");
        assertThat(Figures.seconds(7500)).isEqualTo("2 h 5 min");
    }

    @Test void bytesHaveAUnit() {
        assertThat(Figures.bytes(12)).isEqualTo("12 bytes");
        assertThat(Figures.bytes(814_120)).isEqualTo("814.1 kB");
        assertThat(Figures.bytes(12_600_000_000L)).isEqualTo("12.6 GB");
    }
}
