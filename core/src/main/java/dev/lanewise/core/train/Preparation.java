package dev.lanewise.core.train;

import dev.lanewise.core.image.Augmentation;

/// What happens to the samples before a network sees them.
///
/// @param validation which of them are kept from training
/// @param scaling how raw inputs are scaled; what it learns stays in the model
/// @param classWeights how much each class counts
/// @param prefetch whether a thread of its own reads the batch of the next step during this one, which pays where reading is slow; the
///     result is the same
/// @param augmentation how images are changed at random in each pass; those that are judged or predicted stay as they are
public record Preparation(Validation validation, Scaling.Kind scaling, ClassWeights classWeights, boolean prefetch, Augmentation augmentation) {

    /// No validation; images are divided by 255 and tables standardised; all classes count the same; nothing is read ahead or changed.
    public static Preparation standard() { return new Preparation(Validation.none(), Scaling.Kind.AUTO, ClassWeights.none(), false, Augmentation.none()); }

    public Preparation validation(Validation validation) { return new Preparation(validation, scaling, classWeights, prefetch, augmentation); }

    public Preparation scaling(Scaling.Kind scaling) { return new Preparation(validation, scaling, classWeights, prefetch, augmentation); }

    public Preparation classWeights(ClassWeights classWeights) { return new Preparation(validation, scaling, classWeights, prefetch, augmentation); }

    public Preparation prefetch(boolean prefetch) { return new Preparation(validation, scaling, classWeights, prefetch, augmentation); }

    public Preparation augmentation(Augmentation augmentation) { return new Preparation(validation, scaling, classWeights, prefetch, augmentation); }
}
