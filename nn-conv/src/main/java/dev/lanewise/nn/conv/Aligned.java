package dev.lanewise.nn.conv;

import dev.lanewise.linalg.Backend;

/// Scratch whose vectors probably don't lie across two cache lines.
///
/// Arrays of a megabyte begin where a region of the default garbage collector begins, and their elements 16 bytes behind that: vectors from
/// [#FROM] on fill cache lines, which makes products a tenth faster. Elsewhere nothing is lost but the memory.
final class Aligned {

    static final int FROM = 12;

    private static final int LEAST = (1 << 18) - FROM;

    private Aligned() { }

    /// Room for `n` elements from [#FROM] on.
    static float[] borrow(Backend backend, int n) { return backend.borrowFloats(FROM + Math.max(n, LEAST)); }
}
