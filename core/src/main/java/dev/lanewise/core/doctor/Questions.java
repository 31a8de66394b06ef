package dev.lanewise.core.doctor;

import com.google.common.primitives.Floats;
import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Dataset;
import dev.lanewise.core.loss.Loss;
import dev.lanewise.core.tensor.Tape;
import dev.lanewise.core.tensor.Tensor;
import dev.lanewise.core.train.TrainingObserver.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Asks a network about samples, those that it never saw if there are any.
final class Questions {

    private static final int MOST = 2048;
    private static final int BATCH = 256;

    private Questions() { }

    static Answers ask(Loss loss, Start start, Optional<Dataset> judged) {
        boolean validates = start.validation().size() > 0;
        Dataset samples = judged.orElse(validates ? start.validation() : start.training());
        String name = judged.isPresent() ? "test samples" : validates ? "validation samples" : "training samples";
        SampleRows rows = SampleRows.of(samples, start.scaling(), MOST);
        Dataset asked = samples.rows(SampleRows.spread(samples.size(), MOST));
        Tensor said = predictions(loss, start, rows);
        return new Answers(asked, name, judged.isPresent() || validates, isFinite(said) ? said : Tensor.vector(), rows.target());
    }

    private static boolean isFinite(Tensor said) {
        for (int i = 0; i < said.size(); i++) if (!Float.isFinite(said.data()[i])) return false;
        return true;
    }

    private static Tensor predictions(Loss loss, Start start, SampleRows rows) {
        Tape tape = Tape.inference(start.run().backend());
        List<float[]> batches = new ArrayList<>();
        Shape shape = Shape.of(0);
        for (int from = 0; from < rows.size(); from += BATCH) {
            int first = from, to = Math.min(rows.size(), from + BATCH);
            tape.reset(Seed.of(0));
            Tensor said = loss.prediction(start.bound().forward(rows.inputs().stream().map(input -> onTape(tape, input, first, to)).toList()));
            shape = said.shape();
            batches.add(said.toArray());
        }
        return rows.size() == 0 ? Tensor.vector() : Tensor.of(shape.with(0, rows.size()), Floats.concat(batches.toArray(float[][]::new)));
    }

    private static Tensor onTape(Tape tape, Tensor input, int from, int to) {
        int n = input.shape().sampleSize();
        Shape shape = input.shape().with(0, to - from);
        return tape.constant(shape, java.util.Arrays.copyOfRange(input.data(), from * n, to * n));
    }
}
