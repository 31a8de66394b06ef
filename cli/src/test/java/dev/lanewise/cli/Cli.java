package dev.lanewise.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Runs the command inside the test.
final class Cli {

    private Cli() { }

    /// What a command left behind.
    record Result(int code, String out, String err) {

        List<String> lines() { return out.lines().toList(); }
    }

    /// @param arguments of any type, in the order of the command line
    static Result run(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(), err = new ByteArrayOutputStream();
        Console console = new Console(out, err, StandardCharsets.UTF_8, false);
        int code = Main.run(console, Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
