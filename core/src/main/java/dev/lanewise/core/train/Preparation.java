package dev.lanewise.core.train;

/// What happens to the samples before a network sees them.
///
/// @param validation which of them are kept from training
/// @param scaling how raw inputs are scaled; what it learns stays in the model
/// @param classWeights how much each class counts
/// @param prefetch whether a thread of its own reads the batch of the next step during this one, which pays where reading is slow; the
///     result is the same
public record Preparation(Validation validation, Scaling.Kind scaling, ClassWeights classWeights, boolean prefetch) {

    /// No validation; images are divided by 255 and tables standardised; all classes count the same; nothing is read ahead.
    public static Preparation standard() { return new Preparation(Validation.none(), Scaling.Kind.AUTO, ClassWeights.none(), false); }

    public Preparation validation(Validation validation) { return new Preparation(validation, scaling, classWeights, prefetch); }

    public Preparation scaling(Scaling.Kind scaling) { return new Preparation(validation, scaling, classWeights, prefetch); }

    public Preparation classWeights(ClassWeights classWeights) { return new Preparation(validation, scaling, classWeights, prefetch); }

    public Preparation prefetch(boolean prefetch) { return new Preparation(validation, scaling, classWeights, prefetch); }
}
