package dev.lanewise.nn.attention.pretrained;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// [Tensors] in a file of llama2.c, under the names that Hugging Face gives them.
///
/// | version | header                                            | order of the tensors                                                    |
/// |---------|---------------------------------------------------|-------------------------------------------------------------------------|
/// | 0       | seven int32, the vocabulary negative if not tied  | in the order of computing; two unused tables of rotations before the head |
/// | 1       | 256 bytes, which begin with `ak42`                | norms before matrices                                                    |
///
/// @see <a href="https://github.com/karpathy/llama2.c/blob/master/export.py">the writers</a>
final class Llama2c implements Tensors {

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int MAGIC = 0x616b3432;
    private static final int OLD_HEADER = 28;
    private static final int NEW_HEADER = 256;

    private final Path file;
    private final MemorySegment data;
    private final Sizes sizes;
    private final Map<String, Piece> pieces = new LinkedHashMap<>();
    private long end;

    /// A tensor at some byte.
    private record Piece(long begin, Shape shape) { }

    /// What the header says.
    private record Sizes(int width, int hidden, int layers, int heads, int keyHeads, int vocabulary, int context, boolean tied) {

        int keyWidth() { return width / heads * keyHeads; }
    }

    private Llama2c(Path file, MemorySegment data) {
        this.file = file;
        this.data = data;
        if (data.byteSize() < OLD_HEADER) throw wrong("a header of " + OLD_HEADER + " bytes", data.byteSize() + ". It was cut off, or is no file of llama2.c");
        boolean old = data.get(INT, 0) != MAGIC;
        if (!old) requireVersion();
        this.sizes = checked(old);
        this.end = old ? OLD_HEADER : NEW_HEADER;
        if (old) placeInOrder();
        else placeNormsFirst();
        requireLength();
    }

    static Llama2c open(Path file) {
        if (!Files.isRegularFile(file)) throw new DataException(file + ": there is no such file");
        try (FileChannel channel = FileChannel.open(file)) {
            return new Llama2c(file, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()));
        } catch (IOException e) {
            throw new DataException(file + ": could not be read: " + e.getMessage(), e);
        }
    }

    private void requireVersion() {
        int version = data.get(INT, 4);
        if (version != 1) throw wrong("version 0 or 1 of llama2.c's format", version + (version == 2 ? ", whose weights were rounded to bytes; export it as version 1" : ""));
        if (data.byteSize() < NEW_HEADER) throw wrong("a header of " + NEW_HEADER + " bytes", data.byteSize() + ". The file was cut off");
    }

    private Sizes checked(boolean old) {
        int[] n = IntStream.range(0, 7).map(i -> data.get(INT, (old ? 0 : 8) + 4L * i)).toArray();
        boolean tied = old ? n[5] > 0 : data.get(ValueLayout.JAVA_BYTE, 36) != 0;
        n[5] = old ? Math.abs(n[5]) : n[5];
        boolean sound = IntStream.of(n).allMatch(size -> size > 0) && n[0] % n[3] == 0 && n[3] % n[4] == 0 && n[0] / n[3] % 2 == 0;
        if (!sound) {
            throw wrong("sizes > 0, a width that is an even multiple of the heads, and heads that are a multiple of those of keys", "width " + n[0] + ", hidden " + n[1]
                    + ", layers " + n[2] + ", heads " + n[3] + ", heads of keys " + n[4] + ", vocabulary " + n[5] + ", context " + n[6] + ". It is damaged, or no file of llama2.c");
        }
        if (n[2] > data.byteSize() / 4) throw wrong("as many layers as the file has room for", n[2] + ". It is damaged, or no file of llama2.c");
        return new Sizes(n[0], n[1], n[2], n[3], n[4], n[5], n[6], tied);
    }

    private void placeInOrder() {
        place("model.embed_tokens.weight", sizes.vocabulary, sizes.width);
        placeInLayers("input_layernorm", sizes.width);
        placeAttention();
        placeInLayers("post_attention_layernorm", sizes.width);
        placeFeedForward();
        place("model.norm.weight", sizes.width);
        end += 4L * sizes.context * (sizes.width / sizes.heads);
        if (!sizes.tied) place("lm_head.weight", sizes.vocabulary, sizes.width);
    }

    private void placeNormsFirst() {
        placeInLayers("input_layernorm", sizes.width);
        placeInLayers("post_attention_layernorm", sizes.width);
        place("model.norm.weight", sizes.width);
        place("model.embed_tokens.weight", sizes.vocabulary, sizes.width);
        placeAttention();
        placeFeedForward();
        if (!sizes.tied) place("lm_head.weight", sizes.vocabulary, sizes.width);
    }

    private void placeAttention() {
        placeInLayers("self_attn.q_proj", sizes.width, sizes.width);
        placeInLayers("self_attn.k_proj", sizes.keyWidth(), sizes.width);
        placeInLayers("self_attn.v_proj", sizes.keyWidth(), sizes.width);
        placeInLayers("self_attn.o_proj", sizes.width, sizes.width);
    }

    private void placeFeedForward() {
        placeInLayers("mlp.gate_proj", sizes.hidden, sizes.width);
        placeInLayers("mlp.down_proj", sizes.width, sizes.hidden);
        placeInLayers("mlp.up_proj", sizes.hidden, sizes.width);
    }

    private void placeInLayers(String name, int... shape) {
        for (int layer = 0; layer < sizes.layers; layer++) place("model.layers." + layer + "." + name + ".weight", shape);
    }

    private void place(String name, int... shape) {
        long elements = 1;
        for (int extent : shape) elements *= extent;
        if (elements > Integer.MAX_VALUE - 64) throw wrong("tensors of at most 2³¹ elements", elements + " in '" + name + "'");
        pieces.put(name, new Piece(end, Shape.of(shape)));
        end += Float.BYTES * elements;
    }

    private void requireLength() {
        if (end == data.byteSize()) return;
        throw wrong("the " + end + " bytes that its header asks for", data.byteSize() + (data.byteSize() < end ? ". The file was cut off" : ". Something was appended"));
    }

    private DataException wrong(String expected, String actual) { return new DataException(file + ": expected " + expected + ", but got " + actual); }

    /// What `config.json` would say; texts begin with token 1 and end with that or 2.
    Options config() {
        return Options.of(Map.of("model_type", "llama", "hidden_size", sizes.width, "intermediate_size", sizes.hidden, "num_hidden_layers", sizes.layers,
                        "num_attention_heads", sizes.heads, "num_key_value_heads", sizes.keyHeads, "vocab_size", sizes.vocabulary, "max_position_embeddings", sizes.context))
                .with("rms_norm_eps", 1e-5).with("tie_word_embeddings", sizes.tied).with("adjacent_rotation", true)
                .with("bos_token_id", 1).with("eos_token_id", new int[] {1, 2}).at(file.toString());
    }

    @Override public String place() { return file.toString(); }

    @Override public Set<String> names() { return pieces.keySet(); }

    @Override public Shape shape(String name) { return pieces.get(name).shape; }

    @Override public float[] read(String name) {
        Piece piece = pieces.get(name);
        float[] values = new float[piece.shape.size()];
        MemorySegment.copy(data, FLOAT, piece.begin, values, 0, values.length);
        return values;
    }
}
