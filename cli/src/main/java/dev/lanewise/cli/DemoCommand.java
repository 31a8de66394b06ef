package dev.lanewise.cli;

import picocli.CommandLine.Command;

/// demo
@Command(name = "demo", header = "A tour in a minute: digits are drawn, learned, saved, reloaded and read.")
final class DemoCommand implements Runnable {
    @Override public void run() { }
}
