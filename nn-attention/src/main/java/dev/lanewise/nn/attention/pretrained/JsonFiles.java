package dev.lanewise.nn.attention.pretrained;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads JSON files that other programs wrote.
final class JsonFiles {

    private JsonFiles() { }

    static Options read(Path file) {
        try {
            return Options.parseForeignJson(Files.readString(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new DataException(file + ": expected JSON, but it is not even text", e);
        } catch (IOException e) {
            throw new DataException(file + ": could not be read: " + e.getMessage(), e);
        }
    }
}
