package dev.lanewise.core.tensor;

/// The numbers of a tensor and, while a tape runs backward, their gradient; views of one another share it.
final class Storage {

    final float[] values;
    final boolean tracked;
    float @org.jspecify.annotations.Nullable [] gradient;
    boolean written;
    boolean recorded;

    Storage(float[] values, boolean tracked) {
        this.values = values;
        this.tracked = tracked;
    }
}
