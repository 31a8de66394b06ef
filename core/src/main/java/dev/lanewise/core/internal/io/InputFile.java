package dev.lanewise.core.internal.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// Files that may be compressed with gzip, whatever they are called.
public final class InputFile {

    private static final int BUFFER = 1 << 16;
    private static final long MOST_INFLATION = 1032;          // no deflate stream grows by more

    private InputFile() { }

    /// The content of a file; what the content itself says decides whether it is inflated.
    public static InputStream open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            raw.mark(2);
            boolean gzip = isGzip(raw);
            raw.reset();
            return gzip ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER) : raw;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /// Whether a file can hold that many bytes, inflated or not, before anything is allocated for them.
    public static boolean canHold(Path file, long bytes) throws IOException {
        return bytes <= most(file);
    }

    /// How many bytes a file can hold, inflated or not.
    public static long most(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Files.size(file) * (isGzip(in) ? MOST_INFLATION : 1);
        }
    }

    /// Whether a stream begins with the two bytes of every gzip file.
    private static boolean isGzip(InputStream in) throws IOException {
        byte[] magic = in.readNBytes(2);
        return magic.length == 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b;
    }
}
