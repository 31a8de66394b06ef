package dev.lanewise.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files that a document shows: each a line with a name in backticks, and the block behind it.
final class DocumentedFiles {

    private static final Pattern FILE = Pattern.compile("(?m)^`([^`\\n]+)`\\R```\\w*\\R([\\s\\S]*?)^```$");

    private DocumentedFiles() { }

    static Map<String, String> of(Path document) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        Matcher found = FILE.matcher(Files.readString(document));
        while (found.find()) files.put(found.group(1), found.group(2));
        return files;
    }
}
