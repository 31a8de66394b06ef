package dev.lanewise.linalg.kernel;

/// Offers one set of [Kernels] to the lookup; found through `ServiceLoader`.
///
/// Loading a provider must not load the classes its kernels are made of: [#isUsable()] is asked first.
public interface KernelProvider {

    /// The name that `-Dlanewise.kernels=…` and `lanewise doctor` use: lower-case letters.
    String name();

    /// The usable provider of the highest priority is taken.
    int priority();

    /// Whether this JVM can run these kernels.
    boolean isUsable();

    /// Why these kernels are or aren't usable here, and what to do about it, in one sentence.
    String reason();

    Kernels kernels();
}
