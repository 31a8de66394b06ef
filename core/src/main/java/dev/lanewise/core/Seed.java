package dev.lanewise.core;

/// Where random numbers come from: a number that is written down, and a tree of independent streams below it.
///
/// The same seed and the same path down the tree give the same numbers on every machine and with any number of threads.
/// Mixing follows SplitMix64 (Steele, Lea & Flood, *Fast splittable pseudorandom number generators*, 2014).
///
/// @param value the number that stands in files and on the command line
public record Seed(long value) {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    public static Seed of(long value) { return new Seed(value); }

    /// The independent seed number `index` below this one.
    public Seed child(long index) { return new Seed(mix(mix(value + GOLDEN_GAMMA) ^ mix(index * GOLDEN_GAMMA + 1))); }

    /// The independent seed of a name below this one.
    public Seed child(String name) {
        long hash = 0xcbf29ce484222325L;                       // FNV-1a: String.hashCode has too few bits
        for (int i = 0; i < name.length(); i++) hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        return child(hash);
    }

    /// A fresh stream that starts at its beginning.
    public RandomStream stream() { return new RandomStream(value); }

    /// 64 well-mixed bits of `z`: a bijection in which every input bit moves half of the output bits.
    public static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
