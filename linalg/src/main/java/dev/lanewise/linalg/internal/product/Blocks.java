package dev.lanewise.linalg.internal.product;

import dev.lanewise.linalg.internal.parallel.Workers;
import dev.lanewise.linalg.kernel.RangeTask;

/// Sizes of blocks, and who takes them.
final class Blocks {

    /// Products of at most so many multiplications are not worth a second thread.
    static final double SERIAL_WORK = 1 << 19;

    private Blocks() {
    }

    /// Shares `count` rows or columns among threads, if that pays for so many multiplications.
    static void split(Workers workers, int count, int grain, double work, RangeTask task) {
        if (work <= SERIAL_WORK) task.run(0, count);
        else workers.run(count, grain, task);
    }

    /// `count` rounded up to whole `width`s.
    static int padded(int count, int width) {
        return (count + width - 1) / width * width;
    }

    /// The size of a block when `count` is cut into the fewest blocks of at most `largest`, all about equal, in whole `grain`s.
    static int even(int count, int largest, int grain) {
        int blocks = Math.max(1, (count + largest - 1) / largest);
        int size = (count + blocks - 1) / blocks;
        return Math.max(grain, (size + grain - 1) / grain * grain);
    }
}
