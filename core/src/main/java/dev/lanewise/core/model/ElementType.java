package dev.lanewise.core.model;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// The element types of safetensors that can be read.
enum ElementType {

    F64(8), F32(4), F16(2), BF16(2), I64(8), U64(8), I32(4), U32(4), I16(2), U16(2), I8(1), U8(1), BOOL(1);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    int bytes() { return bytes; }

    static Optional<ElementType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /// A fresh, empty tensor to fill.
    StoredTensor allocate(Shape shape) {
        return switch (this) {
            case F64 -> StoredTensor.of(shape, new double[shape.size()]);
            case F32, F16, BF16 -> StoredTensor.of(shape, new float[shape.size()]);
            default -> StoredTensor.of(shape, new long[shape.size()]);
        };
    }

    /// Reads elements `from … from + count` of a tensor of this type from a little-endian buffer.
    ///
    /// @param place the file and the tensor, for the message
    void read(ByteBuffer buffer, StoredTensor to, int from, int count, String place) {
        switch (to) {
            case StoredTensor.Doubles doubles -> buffer.asDoubleBuffer().get(doubles.values(), from, count);
            case StoredTensor.Floats floats -> readFloats(buffer, floats.values(), from, count);
            case StoredTensor.Longs longs -> { for (int i = from; i < from + count; i++) longs.values()[i] = readLong(buffer, place); }
        }
    }

    private void readFloats(ByteBuffer buffer, float[] to, int from, int count) {
        switch (this) {
            case F16 -> { for (int i = from; i < from + count; i++) to[i] = Float.float16ToFloat(buffer.getShort()); }
            case BF16 -> { for (int i = from; i < from + count; i++) to[i] = Float.intBitsToFloat(buffer.getShort() << 16); }
            default -> buffer.asFloatBuffer().get(to, from, count);
        }
    }

    private long readLong(ByteBuffer buffer, String place) {
        return switch (this) {
            case I64 -> buffer.getLong();
            case U64 -> signed(buffer.getLong(), place);
            case I32 -> buffer.getInt();
            case U32 -> Integer.toUnsignedLong(buffer.getInt());
            case I16 -> buffer.getShort();
            case U16 -> Short.toUnsignedInt(buffer.getShort());
            case I8 -> buffer.get();
            case U8 -> Byte.toUnsignedInt(buffer.get());
            case BOOL -> buffer.get() == 0 ? 0 : 1;
            case F64, F32, F16, BF16 -> throw new IllegalStateException("ElementType: " + this + " is no whole number");
        };
    }

    private static long signed(long value, String place) {
        if (value < 0) throw new DataException(place + ": expected whole numbers below 2⁶³, but got " + Long.toUnsignedString(value));
        return value;
    }
}
