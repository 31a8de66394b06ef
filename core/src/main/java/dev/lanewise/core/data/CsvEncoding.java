package dev.lanewise.core.data;

import dev.lanewise.core.DataException;
import dev.lanewise.core.internal.io.FileFaults;
import dev.lanewise.core.internal.io.InputFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Finds the line that is no UTF-8 text, after reading has failed.
final class CsvEncoding {

    private CsvEncoding() { }

    static DataException fault(Path file, CharacterCodingException cause) {
        try (InputStream in = InputFile.open(file)) {
            return new DataException(file + ", line " + brokenLine(in) + ": expected UTF-8 text, but got other bytes. Save the file as UTF-8", cause);
        } catch (IOException e) {
            return FileFaults.unreadable(file, e);
        }
    }

    private static int brokenLine(InputStream in) throws IOException {
        int line = 1;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            bytes.write(b);
            if (b != '\n') continue;                          // never a part of a longer character
            if (!isText(bytes.toByteArray())) return line;
            bytes.reset();
            line++;
        }
        return line;
    }

    private static boolean isText(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }
}
