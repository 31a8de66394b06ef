package dev.lanewise.nn.attention.pretrained;

/// How the matrices of a model are kept in memory; everything is computed in float32.
///
/// A decoder reads all of its weights for each token, so the narrower they are, the faster it writes.
public enum WeightFormat {

    /// 4 bytes: as stored, or wider.
    FLOAT32(4),
    /// 2 bytes: the nearest float32 with 8 significant bits.
    BFLOAT16(2),
    /// 1 byte: whole numbers from −127 to 127 and one scale for each output, the largest magnitude of its row / 127.
    INT8(1);

    private final int bytes;

    WeightFormat(int bytes) {
        this.bytes = bytes;
    }

    /// Bytes of a weight.
    public int bytes() { return bytes; }
}
