package dev.lanewise.core.train;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.lanewise.core.DataException;
import dev.lanewise.core.internal.io.AtomicFile;
import dev.lanewise.linalg.io.IOReason;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A file with one line an epoch: what stands in the [History], written when the epoch ends.
///
/// | extension | line                                     | no number |
/// |-----------|------------------------------------------|-----------|
/// | `.csv`    | the figures, below a line with the names | empty     |
/// | `.jsonl`  | an object                                | `null`    |
///
/// A training begins the file anew; one that is resumed first writes the epochs that were before, so that none is there twice or torn.
///
/// @param file `….csv` or `….jsonl`
public record TrainingLog(Path file) implements TrainingObserver {

    public TrainingLog {
        if (!file.toString().endsWith(".csv") && !file.toString().endsWith(".jsonl")) {
            throw new IllegalArgumentException("TrainingLog: expected a file FILE.csv or FILE.jsonl, but got " + file);
        }
    }

    private boolean isCsv() { return file.toString().endsWith(".csv"); }

    /// @throws DataException if the file cannot be written
    @Override public void started(Start start) {
        History history = start.history();
        byte[] text = (header(history) + history.epochs().stream().map(this::line).collect(Collectors.joining())).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, channel -> writeAll(channel::write, text));
    }

    /// @throws DataException if the file cannot be written
    @Override public void epochEnded(History history) {
        String first = history.epochs().size() == 1 ? header(history) : "";
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            writeAll(channel::write, (first + line(history.epochs().getLast())).getBytes(StandardCharsets.UTF_8));
            channel.force(false);
        } catch (IOException e) {
            throw new DataException(file + ": could not be written: " + IOReason.of(e), e);
        }
    }

    private interface Sink {
        int write(ByteBuffer bytes) throws IOException;
    }

    private static void writeAll(Sink sink, byte[] text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text);
        while (bytes.hasRemaining()) sink.write(bytes);
    }

    private String header(History history) {
        List<String> columns = history.columns();
        return !isCsv() || columns.isEmpty() ? "" : "epoch," + String.join(",", columns) + "\n";
    }

    private String line(History.Epoch epoch) { return (isCsv() ? csv(epoch) : json(epoch)) + "\n"; }

    private static String csv(History.Epoch epoch) {
        return epoch.number() + epoch.figures().values().stream().map(figure -> Double.isNaN(figure) ? "," : "," + figure).collect(Collectors.joining());
    }

    private static String json(History.Epoch epoch) {
        StringWriter line = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(line)) {
            generator.writeStartObject();
            generator.writeNumberField("epoch", epoch.number());
            for (Map.Entry<String, Double> figure : epoch.figures().entrySet()) {
                if (Double.isFinite(figure.getValue())) generator.writeNumberField(figure.getKey(), figure.getValue());
                else generator.writeNullField(figure.getKey());
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);                 // a text doesn't fail to be written
        }
        return line.toString();
    }
}
