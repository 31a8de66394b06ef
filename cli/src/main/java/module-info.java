import org.jspecify.annotations.NullMarked;

/// The `lanewise` command: it parses, calls the library and prints; models are found through the registry only.
@NullMarked
module dev.lanewise.cli {
    requires dev.lanewise.core;
    requires info.picocli;
    requires java.desktop;                   // plots draws with it, and has no descriptor that could say so
    requires jdk.management;
    requires static org.jspecify;

    opens dev.lanewise.cli to info.picocli;
}
