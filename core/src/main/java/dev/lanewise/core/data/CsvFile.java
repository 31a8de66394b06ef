package dev.lanewise.core.data;

import com.google.common.primitives.ImmutableIntArray;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.lanewise.core.DataException;
import dev.lanewise.core.internal.io.FileFaults;
import dev.lanewise.core.internal.io.InputFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Reads one CSV file: into a [Table], or row by row.
final class CsvFile {

    private static final int MOST_COLUMNS = 1 << 20;
    private static final int LONGEST_RECORD = 1 << 26;

    private final Path file;
    private final CsvFormat format;
    private int lastLine;                                      // where the record before began

    private CsvFile(Path file, CsvFormat format) {
        this.file = file;
        this.format = format;
    }

    static Table read(Path file, CsvFormat format) {
        List<ColumnReader> columns = new ArrayList<>();
        ImmutableIntArray.Builder lines = ImmutableIntArray.builder();
        CsvHeader header = forEach(file, format, head -> {
            for (String name : head.names()) columns.add(new ColumnReader(format.missing(), format.texts().contains(name)));
            return record -> add(record, columns, lines);
        });
        return header.finish(table(file, header, columns, lines.build().toArray()));
    }

    /// Reads a file row by row; what is to be done with each of them may depend on the header.
    static CsvHeader forEach(Path file, CsvFormat format, Function<CsvHeader, Consumer<CsvRecord>> rows) {
        FileFaults.requireFile(file);
        try (BufferedReader text = new BufferedReader(new InputStreamReader(InputFile.open(file), StandardCharsets.UTF_8.newDecoder()), CsvDialect.LOOKAHEAD)) {
            return new CsvFile(file, format).read(text, rows);
        } catch (CharacterCodingException e) {
            throw CsvEncoding.fault(file, e);
        } catch (IOException e) {
            throw FileFaults.unreadable(file, e);
        }
    }

    private CsvHeader read(BufferedReader text, Function<CsvHeader, Consumer<CsvRecord>> rows) throws IOException {
        char separator = CsvDialect.separator(text, format);
        try (CsvReader<CsvRecord> csv = reader(text, separator)) {
            return walk(csv.iterator(), rows);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CsvParseException e) {
            throw new DataException(file + ", behind line " + lastLine + ": expected fields with closed quotes, but a quote is still open"
                    + " where the file or the longest possible row ends", e);
        }
    }

    private static CsvReader<CsvRecord> reader(BufferedReader text, char separator) {
        CsvRecordHandler handler = CsvRecordHandler.of(options -> options.maxFields(MOST_COLUMNS).maxRecordSize(LONGEST_RECORD));
        return CsvReader.builder().fieldSeparator(separator).allowUnclosedQuote(false).trimWhitespacesAroundQuotes(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE).missingFieldStrategy(FieldMismatchStrategy.IGNORE).build(handler, text);
    }

    private CsvHeader walk(Iterator<CsvRecord> records, Function<CsvHeader, Consumer<CsvRecord>> rows) {
        if (!records.hasNext()) throw new DataException(file + ": expected a table, but the file is empty");
        CsvRecord first = next(records);
        Optional<CsvRecord> second = records.hasNext() ? Optional.of(next(records)) : Optional.empty();
        CsvHeader header = CsvHeader.of(file, format, first, second);
        Consumer<CsvRecord> row = rows.apply(header);
        if (!header.isLine()) hand(first, header, row);
        second.ifPresent(record -> hand(record, header, row));
        while (records.hasNext()) hand(next(records), header, row);
        return header;
    }

    private CsvRecord next(Iterator<CsvRecord> records) {
        CsvRecord record = records.next();
        lastLine = (int) record.getStartingLineNumber();
        return record;
    }

    private void hand(CsvRecord record, CsvHeader header, Consumer<CsvRecord> row) {
        int columns = header.names().size();
        if (record.getFieldCount() != columns) {
            throw new DataException(file + ", line " + record.getStartingLineNumber() + ": expected " + columns
                    + (columns == 1 ? " field" : " fields") + ", but got " + record.getFieldCount());
        }
        row.accept(record);
    }

    private static void add(CsvRecord record, List<ColumnReader> columns, ImmutableIntArray.Builder lines) {
        for (int j = 0; j < columns.size(); j++) columns.get(j).add(record.getField(j).strip());
        lines.add((int) record.getStartingLineNumber());
    }

    private static Table table(Path file, CsvHeader header, List<ColumnReader> readers, int[] lines) {
        Map<String, Column> columns = new LinkedHashMap<>();
        for (int j = 0; j < readers.size(); j++) columns.put(header.names().get(j), readers.get(j).build());
        return new Table(new Origin(file.toString(), lines, header.isNamed(), header.target()), columns);
    }
}
