package dev.lanewise.nn.dense;

import dev.lanewise.core.Run;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.data.Table;
import dev.lanewise.core.layer.BoundLayer;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.model.Reducer;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.prepare.ScalerModel;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.core.train.TrainedNetwork;
import dev.lanewise.linalg.Backend;
import dev.lanewise.linalg.Matrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an [Autoencoder] learned: the way from a sample to its code, and the way back. Codes are computed in float32.
public final class AutoencoderModel implements Reducer {

    private static final int BATCH = 1024;

    private final Autoencoder description;
    private final Halves halves;
    private final ScalerModel scaler;
    private final Schema schema;
    private final Provenance provenance;

    /// The network with its weights, in two halves.
    private record Halves(BoundLayer encoder, BoundLayer decoder) {

        static Halves of(Autoencoder description, int features) {
            Sequential encoder = description.encoder(features), decoder = description.decoder(features);
            return new Halves(encoder.bind(Seed.of(0)), decoder.bind(Seed.of(0)));
        }

        List<Weight> weights() {
            List<Weight> all = new ArrayList<>(encoder.weights().stream().map(weight -> weight.under("encoder")).toList());
            all.addAll(decoder.weights().stream().map(weight -> weight.under("decoder")).toList());
            return all;
        }
    }

    private AutoencoderModel(Autoencoder description, Halves halves, ScalerModel scaler, Schema schema, Provenance provenance) {
        this.description = description;
        this.halves = halves;
        this.scaler = scaler;
        this.schema = schema;
        this.provenance = provenance;
    }

    /// The halves of a trained network, whose weights stand in the same order.
    static AutoencoderModel of(Autoencoder description, Sequential whole, TrainedNetwork trained, ScalerModel scaler, Schema schema, Provenance provenance) {
        Halves halves = Halves.of(description, schema.input().size());
        List<Weight> from = whole.bind(Seed.of(0)).weights(), to = halves.weights();
        ModelContent content = trained.content();
        for (int i = 0; i < to.size(); i++) copy(content.tensor("network." + from.get(i).name(), to.get(i).shape()), to.get(i));
        return new AutoencoderModel(description, halves, scaler, schema, provenance);
    }

    private static void copy(StoredTensor from, Weight to) { System.arraycopy(from.floats(), 0, to.values(), 0, to.values().length); }

    @Override public int dimensions() { return description.code(); }

    public int features() { return schema.input().size(); }

    @Override public Matrix transform(Matrix x) {
        if (x.columns() != features()) throw wrongWidth("transform", features(), x);
        return through(halves.encoder(), scaler.transform(x), dimensions());
    }

    @Override public Matrix inverseTransform(Matrix coordinates) {
        if (coordinates.columns() != dimensions()) throw wrongWidth("inverseTransform", dimensions(), coordinates);
        return scaler.inverseTransform(through(halves.decoder(), coordinates, features()));
    }

    private ShapeException wrongWidth(String method, int width, Matrix x) {
        return new ShapeException(this + "." + method + ": expected [n, " + width + "], but got [" + x.rows() + ", " + x.columns() + "]");
    }

    /// On the calling thread, batch by batch.
    private static Matrix through(BoundLayer layer, Matrix x, int width) {
        double[] all = new double[Math.multiplyExact(x.rows(), width)];
        Tape tape = Tape.inference(Backend.standard().threads(1));
        for (int from = 0; from < x.rows(); from += BATCH) {
            int to = Math.min(x.rows(), from + BATCH);
            tape.reset(Seed.of(0));
            Tensor out = layer.forward(tape.constant(Shape.of(to - from, x.columns()), floats(x.rows(from, to))));
            for (int i = 0; i < out.size(); i++) all[from * width + i] = out.data()[i];
        }
        return Matrix.wrap(x.rows(), width, all);
    }

    private static float[] floats(Matrix x) { return StoredTensor.of(x).floats(); }

    /// The codes, the columns `pc1`, `pc2`, …
    @Override public Table predict(Dataset data, Run run) { return coordinates(Samples.finite(this, data).data()); }

    /// `rmse` between samples and what is said of them again, in their own units.
    @Override public Evaluation evaluate(Dataset data, Run run) {
        Matrix x = Samples.of(this, data).data().matrix();
        return new Evaluation(data.size(), Map.of("rmse", x.minus(inverseTransform(transform(x))).norm() / Math.sqrt((double) x.rows() * x.columns())));
    }

    @Override public ModelContent content() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (Weight weight : halves.weights()) tensors.put(weight.name(), StoredTensor.of(weight.shape(), weight.values().clone()));
        scaler.content().tensors().forEach((name, tensor) -> tensors.put("scaler." + name, tensor));
        return new ModelContent("autoencoder", description.options().with("scaler", scaler.content().description()), schema, provenance, tensors);
    }

    /// The model whose [#content()] this was.
    static AutoencoderModel restore(ModelContent content) {
        Autoencoder description = Autoencoder.of(content.settings().without("scaler"));
        Halves halves = Halves.of(description, content.schema().input().size());
        for (Weight weight : halves.weights()) copy(content.tensor(weight.name(), weight.shape()), weight);
        Map<String, StoredTensor> own = new LinkedHashMap<>();
        content.tensors().forEach((name, tensor) -> { if (name.startsWith("scaler.")) own.put(name.substring(7), tensor); });
        ScalerModel scaler = (ScalerModel) ModelRegistry.load().restore(ModelContent.of(content.settings().options("scaler"), own));
        return new AutoencoderModel(description, halves, scaler, content.schema(), content.provenance());
    }

    /// `Autoencoder: 64 features -> 2 numbers`
    @Override public String toString() { return "Autoencoder: " + features() + " features -> " + dimensions() + (dimensions() == 1 ? " number" : " numbers"); }
}
