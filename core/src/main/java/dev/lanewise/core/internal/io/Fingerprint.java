package dev.lanewise.core.internal.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A SHA-256 hash of data, fed piece by piece; every piece is preceded by its length, so that pieces cannot run together.
public final class Fingerprint {

    private static final int CHUNK = 1 << 13;

    private final MessageDigest digest;
    private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);

    public Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Fingerprint: every Java has SHA-256", e);
        }
    }

    public Fingerprint add(String text) { return add(text.getBytes(StandardCharsets.UTF_8)); }

    public Fingerprint add(byte[] bytes) {
        length(bytes.length);
        digest.update(bytes);
        return this;
    }

    public Fingerprint add(double[] values) {
        length(values.length);
        for (int from = 0; from < values.length; from += CHUNK) {
            int count = Math.min(CHUNK, values.length - from);
            buffer.clear().asDoubleBuffer().put(values, from, count);
            digest.update(buffer.limit(count * Double.BYTES));
        }
        return this;
    }

    public Fingerprint add(float[] values) {
        length(values.length);
        for (int from = 0; from < values.length; from += CHUNK) {
            int count = Math.min(CHUNK, values.length - from);
            buffer.clear().asFloatBuffer().put(values, from, count);
            digest.update(buffer.limit(count * Float.BYTES));
        }
        return this;
    }

    /// The hash in hexadecimal; the fingerprint begins anew.
    public String hex() { return HexFormat.of().formatHex(digest.digest()); }

    private void length(int length) { digest.update(buffer.clear().putLong(length).flip()); }
}
