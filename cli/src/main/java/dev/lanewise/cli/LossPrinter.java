package dev.lanewise.cli;

import dev.lanewise.core.Figures;
import dev.lanewise.core.Progress;
import java.util.function.Consumer;

/// Tells the loss of each epoch as it ends, besides what another listener does.
final class LossPrinter implements Progress.Listener {

    private final Progress.Listener other;
    private final Consumer<String> to;
    private String told = "";

    LossPrinter(Progress.Listener other, Consumer<String> to) {
        this.other = other;
        this.to = to;
    }

    @Override public void onProgress(Progress progress) {
        other.onProgress(progress);
        if (progress.done() < progress.total() || progress.task().equals(told) || Double.isNaN(progress.loss())) return;
        told = progress.task();
        to.accept("   " + progress.task() + ": loss " + Figures.number(progress.loss()) + System.lineSeparator());
    }

    @Override public void onNotice(String sentence) { other.onNotice(sentence); }

    @Override public boolean wantsToStop() { return other.wantsToStop(); }
}
