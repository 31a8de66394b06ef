package dev.lanewise.cli;

import java.util.concurrent.CountDownLatch;

/// Turns Ctrl-C and a polite kill into a wish: the process ends once the work at hand has come to its end.
final class Interruption implements AutoCloseable {

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::await);
    private volatile boolean asked;

    /// @param waits whether there is something to wait for; else the process ends as ever
    Interruption(boolean waits) {
        if (waits) Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean wasAsked() { return asked; }

    private void await() {
        asked = true;
        try {
            closed.await();
        } catch (InterruptedException _) { }                  // then the process ends at once
    }

    @Override public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) { }                 // the hook is running
    }
}
