package dev.lanewise.linalg.io;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The header of a `.npy` file.
///
/// @param type such as `<f4`
/// @param columnMajor whether the first index runs fastest (Fortran's order)
record NpyHeader(String type, boolean columnMajor, int[] shape) {

    private static final String MAGIC = "\u0093NUMPY";
    private static final int LONGEST = 1 << 20;
    private static final int ALIGNMENT = 64;

    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*(?:'([^']*)'|(\\[.*\\]))");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\s]*)\\)");

    /// @param file what complains, at the front of each sentence
    static NpyHeader read(String file, DataInputStream in) throws IOException {
        String magic = new String(in.readNBytes(MAGIC.length()), StandardCharsets.ISO_8859_1);
        if (!magic.equals(MAGIC)) throw new IllegalArgumentException(file + ": expected a .npy file, but its first bytes say otherwise");
        try {
            int version = Short.toUnsignedInt(in.readShort()) >> 8;
            if (version < 1 || version > 3) throw new IllegalArgumentException(file + ": expected version 1, 2 or 3 of the .npy format, but got " + version);
            byte[] text = new byte[length(file, version, in)];
            in.readFully(text);
            return parse(file, new String(text, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
        } catch (EOFException e) {
            throw new IllegalArgumentException(file + ": expected a whole header, but the file ends in the middle of it", e);
        }
    }

    private static int length(String file, int version, DataInputStream in) throws IOException {
        int length = version == 1 ? Short.toUnsignedInt(Short.reverseBytes(in.readShort())) : Integer.reverseBytes(in.readInt());
        if (length >= 0 && length <= LONGEST) return length;
        throw new IllegalArgumentException(file + ": expected a header of at most " + LONGEST + " bytes, but got " + Integer.toUnsignedString(length));
    }

    private static NpyHeader parse(String file, String text) {
        Matcher type = TYPE.matcher(text);
        Matcher order = ORDER.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!type.find() || !order.find() || !shape.find()) {
            throw new IllegalArgumentException(file + ": expected 'descr', 'fortran_order' and 'shape' in the header, but got " + shown(text));
        }
        if (type.group(1) == null) throw new IllegalArgumentException(file + ": expected an array of numbers, but got records " + shown(type.group(2)));
        return new NpyHeader(shown(type.group(1)), order.group(1).equals("True"), shape(file, shape.group(1)));
    }

    /// A file may say anything: a sentence takes the beginning of it, on one line.
    private static String shown(String text) {
        String line = text.strip().replaceAll("\\p{Cntrl}", "?");
        return line.length() > 200 ? line.substring(0, 200) + " …" : line;
    }

    private static int[] shape(String file, String text) {
        String[] extents = Stream.of(text.split(",")).map(String::strip).filter(extent -> !extent.isEmpty()).toArray(String[]::new);
        double size = 1;
        for (String extent : extents) size *= extent.matches("\\d{1,10}") ? Math.max(1, Double.parseDouble(extent)) : Double.POSITIVE_INFINITY;
        if (size > Integer.MAX_VALUE - 64) throw new IllegalArgumentException(file + ": expected at most 2³¹ numbers, but its header says (" + shown(text) + ")");
        return Stream.of(extents).mapToInt(Integer::parseInt).toArray();
    }

    /// Version 1, padded so that the data are aligned.
    byte[] print() {
        StringBuilder extents = new StringBuilder();
        for (int extent : shape) extents.append(extents.isEmpty() ? "" : " ").append(extent).append(',');
        if (shape.length > 1) extents.setLength(extents.length() - 1);
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + extents + "), }";
        int total = Math.ceilDiv(MAGIC.length() + 4 + text.length() + 1, ALIGNMENT) * ALIGNMENT;
        byte[] header = Arrays.copyOf(MAGIC.getBytes(StandardCharsets.ISO_8859_1), total);
        header[6] = 1;
        header[8] = (byte) (total - 10);
        header[9] = (byte) ((total - 10) >> 8);
        Arrays.fill(header, 10, total, (byte) ' ');
        System.arraycopy(text.getBytes(StandardCharsets.ISO_8859_1), 0, header, 10, text.length());
        header[total - 1] = '\n';
        return header;
    }
}
