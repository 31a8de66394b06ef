package dev.lanewise.core.train;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.data.Schema;
import dev.lanewise.core.layer.BoundLowRank;
import dev.lanewise.core.model.ModelContent;
import dev.lanewise.core.model.ModelFile;
import dev.lanewise.core.model.Provenance;
import dev.lanewise.core.model.StoredTensor;
import dev.lanewise.core.tensor.Weight;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The corrections of a [dev.lanewise.core.layer.LowRank] in a file of their own, without the network that they correct.
///
/// The file is as small as they are: two thin matrices for each matrix that is corrected, named `….a` and `….b` after it. They go back onto the same network,
/// as often as there are tasks that it was tuned for.
public final class Adapters {

    private static final String NAME = "low-rank-adapters";

    private Adapters() { }

    /// Writes what was learned; the old file survives whatever goes wrong.
    public static void save(BoundLowRank tuned, Path file) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (Weight weight : tuned.corrections()) tensors.put(weight.name(), StoredTensor.of(weight.shape(), weight.values()));
        Options settings = Options.none().with("rank", tuned.layer().rank()).with("alpha", tuned.layer().alpha()).with("part", tuned.layer().part());
        ModelFile.write(file, new ModelContent(NAME, settings, new Schema(List.of(Shape.of()), List.of(), Schema.Target.none()), new Provenance(0, "", 0), tensors));
    }

    /// Puts what [#save] wrote in the place of the corrections that a network has.
    ///
    /// @throws DataException if the file holds no adapters, or those of another network, rank or alpha
    public static void load(BoundLowRank tuned, Path file) {
        ModelContent content = ModelFile.read(file);
        if (!content.model().equals(NAME)) throw new DataException(file + ": expected adapters, which Adapters.save writes, but got the model " + content.model());
        int rank = content.settings().integer("rank");
        double alpha = content.settings().number("alpha");
        if (rank != tuned.layer().rank() || alpha != tuned.layer().alpha()) {
            throw new DataException(file + ": expected adapters of rank " + tuned.layer().rank() + " and alpha " + tuned.layer().alpha() + ", but got rank " + rank + " and alpha " + alpha);
        }
        List<Weight> corrections = tuned.corrections();
        if (content.tensors().size() != corrections.size()) throw new DataException(file + ": expected " + corrections.size() + " tensors, as this network has corrections, but got " + content.tensors().size());
        List<float[]> values = corrections.stream().map(weight -> content.tensor(weight.name(), weight.shape()).floats()).toList();    // all are checked before one is changed
        for (int i = 0; i < values.size(); i++) System.arraycopy(values.get(i), 0, corrections.get(i).values(), 0, values.get(i).length);
    }
}
