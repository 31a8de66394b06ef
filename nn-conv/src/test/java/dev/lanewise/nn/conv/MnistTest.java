package dev.lanewise.nn.conv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.core.Options;
import dev.lanewise.core.Run;
import dev.lanewise.core.data.DataSource;
import dev.lanewise.core.data.Datasets;
import dev.lanewise.core.model.Evaluation;
import dev.lanewise.core.model.Model;
import dev.lanewise.core.spi.ModelRegistry;
import dev.lanewise.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// What the network of `examples/mnist-cnn.json` is worth on real images; takes minutes: `./mvnw verify -Pslow -pl nn-conv -am -Dtest=MnistTest -Dsurefire.failIfNoSpecifiedTests=false`.
@EnabledIfSystemProperty(named = "lanewise.slow", matches = "true", disabledReason = "trains for minutes; -Pslow lets it")
class MnistTest {

    private static double accuracy(String data, Options more) throws IOException {
        Path recipe = Path.of("").toAbsolutePath().resolveSibling("examples").resolve("mnist-cnn.json");
        Options options = Options.parseJson(Files.readString(recipe), recipe.toString()).without("model").with(more);
        DataSource source = Datasets.open(SharedFiles.require("data/" + data).toString(), "");
        Model model = ModelRegistry.load().create("network", options).fit(source.train(), Run.standard());
        Evaluation evaluation = model.evaluate(source.test().orElseThrow(), Run.standard());
        System.out.println(data + ": " + evaluation);
        return evaluation.figure("accuracy");
    }

    @Test void mnistIsReadInTwoEpochs() throws IOException {
        assertThat(accuracy("mnist", Options.none())).isGreaterThanOrEqualTo(0.992);
    }

    @Test void clothesAreToldApartInFiveEpochs() throws IOException {
        assertThat(accuracy("fashion-mnist", Options.none().with("epochs", 5).with("augment", "flip"))).isGreaterThanOrEqualTo(0.915);
    }
}
