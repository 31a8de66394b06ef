package dev.lanewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private final StringWriter text = new StringWriter();
    private final ProgressLine line = new ProgressLine(new PrintWriter(text));

    @Test void quickWorkDrawsNothing() {
        for (int done = 1; done <= 100; done++) line.onProgress(new Progress("epoch 1 of 1", done, 100, "samples", 0.5));

        assertThat(text.toString()).isEmpty();
    }

    @Test void longWorkDrawsALineAndWipesItOut() throws InterruptedException {
        line.onProgress(new Progress("epoch 1 of 2", 1, 100, "samples", 2.5));
        Thread.sleep(1100);
        line.onProgress(new Progress("epoch 1 of 2", 41, 100, "samples", 0.2312));
        line.onProgress(new Progress("epoch 2 of 2", 100, 100, "samples", 0.1));

        String[] drawn = text.toString().split("\r");
        assertThat(drawn[1]).matches("epoch 1 of 2 {2}█{8}░{12} {3}41 % {2}\\d+ samples/s {2}loss 0\\.2312 {2}\\d\\.\\d s left");
        assertThat(drawn[2]).isBlank().hasSize(drawn[1].length());
    }
}
