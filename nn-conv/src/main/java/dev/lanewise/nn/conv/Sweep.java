package dev.lanewise.nn.conv;

/// The way of a window along one axis of an image: the calculator of output sizes.
///
/// With `span = dilation · (kernel − 1) + 1`, the places of an input of extent `I` are `⌊(I + before + after − span) / stride⌋ + 1`.
/// With [ceil mode][#ceil] the floor is a ceiling.
///
/// Place `o` begins at `o · stride − before`; its tap `k` reads the input at `dilation · k` behind that.
///
/// @param kernel taps of the window
/// @param stride steps from one place to the next
/// @param dilation steps from one tap to the next
/// @param before padding in front of the first input
/// @param after padding behind the last input
/// @see <a href="https://arxiv.org/abs/1603.07285">Dumoulin & Visin (2016)</a>
public record Sweep(int kernel, int stride, int dilation, int before, int after) {

    public Sweep {
        if (Math.min(kernel, Math.min(stride, dilation)) < 1 || Math.min(before, after) < 0) {
            throw new IllegalArgumentException("Sweep: expected kernel, stride and dilation ≥ 1 and padding ≥ 0, but got " + kernel + ", " + stride + ", " + dilation
                    + " and " + before + " + " + after);
        }
    }

    /// Stride 1, no dilation, no padding.
    public static Sweep of(int kernel) { return new Sweep(kernel, 1, 1, 0, 0); }

    public Sweep stride(int stride) { return new Sweep(kernel, stride, dilation, before, after); }

    public Sweep dilation(int dilation) { return new Sweep(kernel, stride, dilation, before, after); }

    public Sweep padding(int before, int after) { return new Sweep(kernel, stride, dilation, before, after); }

    /// With the padding that makes `⌈input / stride⌉` places; an odd rest goes behind, as in TensorFlow.
    public Sweep same(int input) {
        int total = Math.max((Math.ceilDiv(input, stride) - 1) * stride + span() - input, 0);
        return padding(total / 2, total - total / 2);
    }

    /// With as much padding behind as makes `⌈(I + before + after − span) / stride⌉ + 1` places, so that nothing at the end is left out; a last
    /// place that would begin behind the input and the padding in front of it is none, as in PyTorch and ONNX.
    public Sweep ceil(int input) {
        int places = Math.ceilDiv(input + before + after - span(), stride) + 1;
        if ((places - 1) * stride >= input + before) places--;
        return padding(before, Math.max(after, (places - 1) * stride + span() - input - before));
    }

    /// From the first tap to the last, both counted.
    public int span() { return dilation * (kernel - 1) + 1; }

    /// The number of places on an input of this extent; none or fewer if the window does not fit.
    public int outputs(int input) { return Math.floorDiv(input + before + after - span(), stride) + 1; }

    /// The extent that a transposed convolution makes of `places` places: the least one on which the window has so many.
    public int inputOf(int places) { return (places - 1) * stride + span() - before - after; }

    /// The smallest input on which the window has a place.
    public int leastInput() { return Math.max(1, span() - before - after); }

    /// Where a place begins on the input; negative in the padding.
    int begin(int place) { return place * stride - before; }

    /// The first tap that reads the input and not the padding, for a place that begins there.
    int firstTap(int begin) { return begin >= 0 ? 0 : Math.ceilDiv(-begin, dilation); }

    /// The tap behind the last one that reads an input of this extent; may be less than the first.
    int endTap(int begin, int input) { return Math.min(kernel, Math.ceilDiv(input - begin, dilation)); }
}
