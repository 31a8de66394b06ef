package dev.lanewise.core;

import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/// Where a class comes from, in the words in which a user knows it: a module, a jar.
public final class CodeOrigin {

    private CodeOrigin() { }

    /// `module com.example.rbf`, `rbf-1.0.jar`, or `the class path` where nothing better is known.
    public static String of(Class<?> type) {
        if (type.getModule().isNamed()) return "module " + type.getModule().getName();
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null ? "the class path" : fileName(source.getLocation()).orElse("the class path");
    }

    /// [#of], if the class is no part of Lanewise itself: what somebody has to have in order to use it.
    public static Optional<String> ofOthers(Class<?> type) { return type.getName().startsWith("dev.lanewise.") ? Optional.empty() : Optional.of(of(type)); }

    private static Optional<String> fileName(URL place) {
        if (!place.getProtocol().equals("file") || place.getPath().endsWith("/")) return Optional.empty();
        return Optional.ofNullable(Path.of(java.net.URI.create(place.toString())).getFileName()).map(Path::toString);
    }
}
