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
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
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

    /// A folder with twelve dark and twelve light pictures of 8 × 8 pixels, and one that is none.
    static Path pictures(Path folder) throws IOException {
        for (int i = 0; i < 24; i++) {
            byte[] grey = new byte[64];
            for (int pixel = 0; pixel < 64; pixel++) grey[pixel] = (byte) ((i < 12 ? 20 : 180) + (i * 7 + pixel * 13) % 50);
            Path file = folder.resolve(i < 12 ? "dark" : "light").resolve(i + ".png");
            Files.createDirectories(file.getParent());
            Files.write(file, png(8, grey));
        }
        Files.writeString(folder.resolve("light/broken.png"), "no picture");
        return folder;
    }

    /// A square grey picture as PNG.
    private static byte[] png(int side, byte[] grey) throws IOException {
        ByteArrayOutputStream pixels = new ByteArrayOutputStream(), file = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(pixels)) {
            for (int y = 0; y < side; y++) {
                deflater.write(0);                             // no filter
                deflater.write(grey, y * side, side);
            }
        }
        DataOutputStream out = new DataOutputStream(file);
        out.writeLong(0x89504e470d0a1a0aL);
        chunk(out, "IHDR", ByteBuffer.allocate(13).putInt(side).putInt(side).put((byte) 8).array());
        chunk(out, "IDAT", pixels.toByteArray());
        chunk(out, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] both = ByteBuffer.allocate(4 + data.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(data).array();
        CRC32 sum = new CRC32();
        sum.update(both);
        out.writeInt(data.length);
        out.write(both);
        out.writeInt((int) sum.getValue());
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
