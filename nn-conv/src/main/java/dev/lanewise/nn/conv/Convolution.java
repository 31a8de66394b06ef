package dev.lanewise.nn.conv;

import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.kernel.ElementFunction;
import dev.lanewise.linalg.kernel.ElementKernels;
import dev.lanewise.linalg.kernel.ProductKernels;
import java.util.Optional;

/// The fused convolution `y = f(x ⋆ weight + bias)`, a cross-correlation as in every library of the field.
///
/// | operand | shape                                 |
/// |---------|---------------------------------------|
/// | x       | `[batch, height, width, in]`          |
/// | weight  | `[kernel height, kernel width, in, out]` |
/// | bias    | `[out]`                               |
/// | result  | `[batch, output height, output width, out]` |
///
/// With `dz = dy · f'`, `dBias = Σ dz` over all pixels, `dW` is a sum over places ([WeightSums]) and `dx` a [Correlation] of `dz` with the weight turned round,
/// one for each remainder of a division by the stride. A window of one pixel is a [product of matrices][PointwiseConvolution], one of 3 × 3 pixels that moves by one
/// goes [Winograd's way][WinogradConvolution] where enough channels meet.
///
/// Which way is taken and how work is divided follows from the shapes alone: the bits do not depend on the number of threads.
final class Convolution {

    /// Elements of `dz` that stay in the second cache while its gradients are taken.
    private static final int GROUP_ELEMENTS = 1 << 18;
    private static final int ELEMENT_GRAIN = 1 << 13;

    private final Tensor x;
    private final Tensor weight;
    private final Optional<Tensor> bias;
    private final Activation activation;
    private final Geometry geometry;
    private final PointwiseConvolution pointwise;
    private final Optional<WinogradConvolution> winograd;
    private final Tape tape;
    private final Backend backend;
    private final ElementKernels kernels;
    private final int channels;
    private final int out;
    private final int pixels;
    private final Tensor y;
    private final float[] z;

    private Convolution(Tensor x, Tensor weight, Optional<Tensor> bias, Window window, Activation activation) {
        this.x = x;
        this.weight = weight;
        this.bias = bias;
        this.activation = activation;
        this.geometry = Geometry.of(window, x.shape());
        this.tape = x.tape();
        this.backend = tape.backend();
        this.kernels = backend.kernels().elements();
        this.channels = geometry.channels();
        this.out = weight.shape().last();
        this.pixels = geometry.images() * geometry.pixels();
        this.pointwise = new PointwiseConvolution(pixels, channels, out, backend);
        this.winograd = WinogradConvolution.suits(geometry, out, backend.kernels().convolutions()) ? Optional.of(new WinogradConvolution(backend, geometry, out)) : Optional.empty();
        Shape shape = Shape.of(geometry.images(), geometry.outputHeight(), geometry.outputWidth(), out);
        this.y = bias.isPresent() ? tape.result(shape, x, weight, bias.get()) : tape.result(shape, x, weight);
        this.z = activation.gradientFromOutput() ? y.data() : tape.scratch(y.size());
    }

    static Tensor of(Tensor x, Tensor weight, Optional<Tensor> bias, Window window, Activation activation) {
        Convolution convolution = new Convolution(x, weight, bias, window, activation);
        convolution.forward();
        convolution.tape.activated(activation.function(), convolution.y);
        convolution.tape.record(convolution.y, convolution::backward);
        return convolution.y;
    }

    // ---- forward

    private void forward() {
        ElementFunction function = activation.gradientFromOutput() ? activation.function() : ElementFunction.IDENTITY;
        if (geometry.isPointwise()) pointwise.forward(x.data(), weight.data(), bias.map(Tensor::data).orElse(new float[0]), function, z);
        else if (winograd.isPresent()) transform(winograd.get());
        else correlate();
        boolean done = activation == Activation.RELU || geometry.isPointwise() && activation.gradientFromOutput() || activation == Activation.IDENTITY;
        if (!done) backend.parallel(y.size(), ELEMENT_GRAIN, (from, to) -> kernels.map(activation.function(), z, from, y.data(), from, to - from));
    }

    private float least() { return activation == Activation.RELU ? 0 : Float.NEGATIVE_INFINITY; }

    private void transform(WinogradConvolution own) {
        own.forward(x.data(), weight.data(), bias.map(Tensor::data).orElseGet(() -> new float[out]), least(), z);
    }

    private void correlate() {
        Reach rows = Reach.forward(geometry.rows(), geometry.height()), columns = Reach.forward(geometry.columns(), geometry.width());
        Correlation correlation = new Correlation(backend, rows, columns, geometry.images(), geometry.height(), geometry.width(), channels, out);
        float[] packed = Aligned.borrow(backend, correlation.weightSize());
        ProductKernels products = backend.kernels().products();
        int strip = correlation.tileColumns(), depth = geometry.patchSize();
        backend.parallel(Math.ceilDiv(out, strip), Math.max(1, ELEMENT_GRAIN / (depth * strip)), (from, to) -> products.pack(weight.data(), from * strip, 1, out,
                Math.min(out, to * strip) - from * strip, depth, strip, packed, Aligned.FROM + from * depth * strip));
        float[] shift = bias.map(own -> correlation.padded(own.data())).orElseGet(correlation::withoutBias);
        int line = geometry.outputWidth() * out;
        correlation.run(x.data(), 0, geometry.images(), packed, Aligned.FROM, shift, new Correlation.Target(z, 0, geometry.pixels() * out, line, out, 0,
                least()));
        backend.giveBack(packed);
    }

    // ---- backward

    /// Group by group, so that `dz` is still near when its gradients are taken.
    private void backward() {
        float[] dz = y.gradient();
        Optional<WinogradGradients> points = winograd.filter(own -> x.isTracked() || weight.isTracked()).map(own -> new WinogradGradients(backend, own, x, weight));
        boolean direct = !geometry.isPointwise() && winograd.isEmpty();
        Optional<WeightSums> weights = weight.isTracked() && direct ? Optional.of(WeightSums.of(geometry, out, tape)) : Optional.empty();
        Optional<InputGradient> inputs = x.isTracked() && direct ? Optional.of(InputGradient.of(geometry, out, backend, weight.data(), x)) : Optional.empty();
        BiasSums shift = new BiasSums(backend, out);
        boolean atOnce = winograd.isPresent() && winograd.get().isAtOnce();
        int group = atOnce ? geometry.images() : Math.clamp(GROUP_ELEMENTS / Math.max(1, geometry.pixels() * out), 1, Math.max(1, geometry.images()));
        for (int first = 0; first < geometry.images(); first += group) {
            int from = first, end = Math.min(geometry.images(), first + group);
            toGradientOfSum(from, end);
            if (bias.isPresent() && bias.get().isTracked()) shift.add(dz, from * geometry.pixels(), end * geometry.pixels());
            weights.ifPresent(own -> own.add(x.data(), dz, from, end));
            inputs.ifPresent(own -> own.add(dz, from, end));
            points.ifPresent(own -> own.add(dz, from, end));
        }
        bias.filter(Tensor::isTracked).ifPresent(own -> shift.finish(own.openGradient(), own.gradient()));
        weights.ifPresent(own -> own.finish(weight.openGradient(), weight.gradient()));
        inputs.ifPresent(InputGradient::giveBack);
        points.ifPresent(WinogradGradients::finish);
        if (geometry.isPointwise() && weight.isTracked()) pointwise.weightGradient(x.data(), dz, weight);
        if (geometry.isPointwise() && x.isTracked()) pointwise.inputGradient(dz, weight.data(), x);
    }

    /// Turns `dy` into `dz` where it stands.
    private void toGradientOfSum(int first, int end) {
        if (activation == Activation.IDENTITY) return;
        float[] dy = y.gradient();
        int size = geometry.pixels() * out, begin = first * size;
        backend.parallel((end - first) * size, ELEMENT_GRAIN, (from, to) ->
                kernels.mapGradient(activation.function(), z, begin + from, y.data(), begin + from, dy, begin + from, 0, dy, begin + from, to - from));
    }
}
