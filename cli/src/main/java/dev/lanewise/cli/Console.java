package dev.lanewise.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/// Where a command speaks: results go to standard output, everything else to standard error.
final class Console {

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;
    private final ReentrantLock writing = new ReentrantLock();

    /// @param terminal whether somebody watches, so that progress may be drawn
    Console(OutputStream out, OutputStream err, Charset charset, boolean terminal) {
        this.out = new PrintWriter(out, false, charset);
        this.err = new PrintWriter(err, true, charset);
        this.terminal = terminal;
    }

    /// The streams of the process: UTF-8, except on Windows, where the console has a code page.
    static Console standard() {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        Charset charset = windows ? Charset.forName(System.getProperty("stdout.encoding", "UTF-8")) : StandardCharsets.UTF_8;
        return new Console(new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err), charset,
                Boolean.getBoolean("lanewise.terminal"));
    }

    PrintWriter out() { return out; }

    PrintWriter err() { return err; }

    boolean isTerminal() { return terminal; }

    /// Runs something that writes a file; the end of the process waits for it.
    void write(Runnable save) {
        writing.lock();
        try {
            save.run();
        } finally {
            writing.unlock();
        }
    }

    /// Waits for a file that is being written, and lets no other one begin.
    void finishWriting() { writing.lock(); }

    /// @return whether everything reached standard output
    boolean flush() {
        err.flush();
        return !out.checkError();
    }
}
