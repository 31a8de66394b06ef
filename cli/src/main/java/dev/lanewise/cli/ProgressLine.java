package dev.lanewise.cli;

import dev.lanewise.core.Figures;
import dev.lanewise.core.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// One line that tells how far long work is, drawn over itself ten times a second and wiped out at the end.
///
/// `epoch 2 of 5  ████████░░░░░░░░░░░░   41 %  52,310 samples/s  loss 0.2312  8 s left`
///
/// Work that takes less than a second is not worth a line. Our own, because the usual library brings a terminal library that is
/// no named module, for what fits on this page.
final class ProgressLine implements Progress.Listener {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int BAR = 20;

    private final PrintWriter to;
    private long start;                                       // of the work: the first report
    private long done;                                        // at the last report
    private long first;                                       // at the first report
    private long drawn;                                       // when
    private int width;                                        // of what stands on the line

    ProgressLine(PrintWriter to) {
        this.to = to;
    }

    @Override public synchronized void onProgress(Progress progress) {
        long now = System.nanoTime();
        if (start == 0 || progress.done() <= done) begin(progress, now);
        done = progress.done();
        if (done == progress.total()) {
            replace("");
            done = Long.MAX_VALUE;                            // whatever comes next is other work
        } else if (now - start > PATIENCE && now - drawn > INTERVAL) {
            replace(line(progress, (now - start) / 1e9));
            drawn = now;
        }
    }

    private void begin(Progress progress, long now) {
        start = now;
        first = progress.done();
    }

    private String line(Progress progress, double seconds) {
        double rate = (progress.done() - first) / seconds;
        String speed = String.format(Locale.ROOT, "  %,.0f %s/s", rate, progress.unit());
        String loss = Double.isNaN(progress.loss()) ? "" : String.format(Locale.ROOT, "  loss %.4f", progress.loss());
        if (progress.total() == 0) return progress.task() + speed + loss;
        double share = (double) progress.done() / progress.total();
        int full = (int) (BAR * share);
        return progress.task() + "  " + "█".repeat(full) + "░".repeat(BAR - full) + String.format(Locale.ROOT, "  %3.0f %%", 100 * share)
                + speed + loss + "  " + Figures.seconds((progress.total() - progress.done()) / rate) + " left";
    }

    private void replace(String line) {
        if (line.isEmpty() && width == 0) return;
        to.print("\r" + line + " ".repeat(Math.max(0, width - line.length())) + (line.isEmpty() ? "\r" : ""));
        to.flush();
        width = line.length();
    }
}
