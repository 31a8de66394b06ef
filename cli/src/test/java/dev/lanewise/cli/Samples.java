package dev.lanewise.cli;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/// Files to try the commands on.
final class Samples {

    private static final String[] KINDS = {"small", "middle", "large"};

    private Samples() { }

    /// 90 flowers of three kinds that differ clearly: the columns `length`, `width`, `kind`.
    static Path flowers(Path file) throws IOException {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("length,width,kind\n");
        for (int i = 0; i < 90; i++) {
            int kind = i % 3;
            text.append(String.format(Locale.ROOT, "%.3f,%.3f,%s%n", 3 * kind + 0.3 * random.nextGaussian(), kind + 0.1 * random.nextGaussian(), KINDS[kind]));
        }
        return Files.writeString(file, text);
    }

    /// A folder with 40 images of 6 × 6 pixels to learn from and 20 to test by.
    static Path images(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("train-images-idx3-ubyte.gz"), gzip(idxImages(40, 40)));
        Files.write(folder.resolve("train-labels-idx1-ubyte.gz"), gzip(idxLabels(40)));
        Files.write(folder.resolve("t10k-images-idx3-ubyte"), idxImages(20, 20));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), idxLabels(20));
        return folder;
    }

    /// Images in the IDX format; the header claims `claimed` of them.
    static byte[] idxImages(int images, int claimed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0x0803);
        out.writeInt(claimed);
        out.writeInt(6);
        out.writeInt(6);
        for (int image = 0; image < images; image++) {
            for (int pixel = 0; pixel < 36; pixel++) out.writeByte(pixel % 2 == image % 2 ? 200 : 10);
        }
        return bytes.toByteArray();
    }

    private static byte[] idxLabels(int labels) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0x0801);
        out.writeInt(labels);
        for (int label = 0; label < labels; label++) out.writeByte(label % 2);
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    /// A safetensors file with this header, of this length whatever the header says, and `data` bytes of zeros.
    static byte[] safetensors(String header, long length, int data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + data).order(ByteOrder.LITTLE_ENDIAN).putLong(length).put(json).array();
    }
}
