package dev.lanewise.cli;

import dev.lanewise.core.Figures;
import dev.lanewise.core.Progress;
import java.util.function.Consumer;

/// Tells the loss of each epoch as it ends, besides what another listener does.
final class LossPrinter implements Progress.Listener {

    private final Progress.Listener other;
    private final Consumer<String> to;
    private String task = "";
    private double loss = Double.NaN;                         // of the task, as it stood

    LossPrinter(Progress.Listener other, Consumer<String> to) {
        this.other = other;
        this.to = to;
    }

    @Override public void onProgress(Progress progress) {
        other.onProgress(progress);
        if (!progress.task().equals(task)) tell();
        task = progress.task();
        loss = progress.loss();
        if (progress.done() == progress.total()) tell();
    }

    private void tell() {
        if (!Double.isNaN(loss)) to.accept("   " + task + ": loss " + Figures.number(loss) + System.lineSeparator());
        loss = Double.NaN;
    }

    @Override public void onNotice(String sentence) { other.onNotice(sentence); }

    @Override public boolean wantsToStop() { return other.wantsToStop(); }
}
