package dev.lanewise.nn.conv;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.layer.Layer;
import java.util.List;

/// What one output pixel of a stack of layers sees of the image, along one axis: place `o` sees `size` pixels from `start + o · jump` on.
///
/// Through a [Sweep] with its span, stride and padding: `size += (span − 1) · jump`, `start −= before · jump`, then `jump *= stride`.
///
/// @param size pixels of the input that one output depends on
/// @param jump input pixels from one output to the next
/// @param start the first input pixel that output 0 depends on; negative in the padding
/// @see <a href="https://doi.org/10.23915/distill.00021">Araujo, Norris & Sim (2019)</a>
public record ReceptiveField(int size, int jump, int start) {

    /// Of the image itself.
    public static final ReceptiveField PIXEL = new ReceptiveField(1, 1, 0);

    /// Seen through one more layer.
    public ReceptiveField through(Sweep sweep) {
        return new ReceptiveField(size + (sweep.span() - 1) * jump, jump * sweep.stride(), start - sweep.before() * jump);
    }

    /// Down the image.
    ///
    /// @param layers convolutions, pooling, and what leaves height and width alone
    /// @param input `[batch, height, width, channels]`
    /// @throws ShapeException if a layer cannot take its input, or changes the height or width in another way than by a window
    public static ReceptiveField ofRows(List<? extends Layer> layers, Shape input) { return of(layers, input, 1); }

    /// Across the image; the same as [#ofRows] otherwise.
    public static ReceptiveField ofColumns(List<? extends Layer> layers, Shape input) { return of(layers, input, 2); }

    private static ReceptiveField of(List<? extends Layer> layers, Shape input, int axis) {
        ReceptiveField field = PIXEL;
        Shape shape = input.requireRank(4, "ReceptiveField", "[batch, height, width, channels]");
        for (Layer layer : layers) {
            Shape output = layer.outputShape(shape);
            if (layer instanceof Windowed windowed) field = field.through(sweep(windowed.window(), shape, axis));
            else if (output.rank() != 4 || output.extent(axis) != shape.extent(axis)) {
                throw new ShapeException("ReceptiveField: expected windows, or layers that leave " + shape + " its height and width, but got " + output + " from " + layer);
            }
            shape = output;
        }
        return field;
    }

    private static Sweep sweep(Window window, Shape shape, int axis) { return axis == 1 ? window.rows(shape.extent(1)) : window.columns(shape.extent(2)); }
}
