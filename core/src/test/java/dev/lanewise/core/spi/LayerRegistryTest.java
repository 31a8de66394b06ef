package dev.lanewise.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.layer.Activate;
import dev.lanewise.core.layer.Add;
import dev.lanewise.core.layer.Affine;
import dev.lanewise.core.layer.BatchNorm;
import dev.lanewise.core.layer.Concatenate;
import dev.lanewise.core.layer.Dropout;
import dev.lanewise.core.layer.Embedding;
import dev.lanewise.core.layer.GlobalAverage;
import dev.lanewise.core.layer.Input;
import dev.lanewise.core.layer.Layer;
import dev.lanewise.core.layer.LayerNorm;
import dev.lanewise.core.layer.Node;
import dev.lanewise.core.layer.Projection;
import dev.lanewise.core.layer.Reshape;
import dev.lanewise.core.layer.Residual;
import dev.lanewise.core.layer.Sequential;
import dev.lanewise.core.tensor.Activation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayerRegistryTest {

    private final LayerRegistry registry = LayerRegistry.load();

    static List<Layer> layers() {
        Node one = Node.input(2), two = Node.input(2);
        return List.of(Input.of(28, 28, 1), Input.of(), Activate.of(Activation.GELU_TANH), LayerNorm.of().epsilon(1e-5), BatchNorm.of().momentum(0.9), Dropout.of(0.25),
                Embedding.of(100, 16), GlobalAverage.of(), Projection.of(5), Reshape.of(2, Shape.ANY, 3), Add.of(), Concatenate.of(), Residual.of(LayerNorm.of()), Residual.of(LayerNorm.of(), Dropout.of(0.5)),
                Sequential.of(Input.of(4), LayerNorm.of(), Sequential.of(Dropout.of(0.1), Activate.of(Activation.RELU))),
                Node.of(Add.of(), one.then(LayerNorm.of()), Node.of(Concatenate.of(), two).then(Dropout.of(0.5))).graph(one, two));
    }

    @ParameterizedTest @MethodSource("layers")
    void aDescriptionThroughJsonMakesAnEqualLayer(Layer layer) {
        Options description = Options.parseJson(registry.describe(layer).toJson(), "net.json");

        assertThat(registry.create(description)).isEqualTo(layer);
    }

    @Test void aDescriptionHoldsTheComponents() {
        assertThat(registry.describe(Embedding.of(100, 16)).toJson()).isEqualTo("""
                {
                  "layer" : "embedding",
                  "vocabulary" : 100,
                  "dimension" : 16,
                  "padding" : -1
                }""");
    }

    @Test void defaultsMayBeLeftOut() {
        assertThat(create("{\"layer\": \"batch-norm\"}")).isEqualTo(BatchNorm.of());
        assertThat(create("{\"layer\": \"layer-norm\"}")).isEqualTo(LayerNorm.of());
    }

    @Test void whatIsWrongIsNamedWithItsPlace() {
        refuses("{\"layer\": \"drop-out\"}", "net.json, line 1, column 2: No layer is named 'drop-out'. There are: " + String.join(", ", registry.names()) + ". Did you mean 'dropout'?");
        refuses("{\"layer\": \"dropout\", \"rat\": 0.5}", "net.json, line 1, column 22: No option of net.json, dropout is named 'rat'. There are: rate. Did you mean 'rate'?");
        refuses("{\"layer\": \"dropout\"}", "net.json, line 1, column 1: expected an option 'rate', but it is not there");
        refuses("{\"layer\": \"input\"}", "net.json, line 1, column 1: expected an option 'shape', but it is not there");
        refuses("{}", "net.json, line 1, column 1: expected an option 'layer', but it is not there");
        refuses("{\"layer\": \"sequential\", \"layers\": [{\"layer\": \"input\", \"shape\": [4]}, {\"layer\": \"dropout\", \"rate\": \"half\"}]}",
                "net.json, line 1, column 91: layers[1]: expected a number for 'rate', but got \"half\"");
        refuses("{\"layer\": \"activate\", \"activation\": \"rel\"}", "net.json, line 1, column 23: expected one of identity, relu, relu6, leaky-relu, elu, selu, tanh, sigmoid, hard-sigmoid, hard-sigmoid6, "
                + "hard-swish, hard-tanh, log-sigmoid, squared-relu, gelu, gelu-tanh, silu, mish, softplus, softsign, exponential for 'activation', but got \"rel\"");
    }

    private Layer create(String json) { return registry.create(Options.parseJson(json, "net.json")); }

    private void refuses(String json, String sentence) { assertThatThrownBy(() -> create(json)).isInstanceOf(DataException.class).hasMessage(sentence); }

    @Test void aLayerThatNobodyNamesCannotBeDescribed() {
        assertThatThrownBy(() -> registry.describe(Affine.of(3))).isInstanceOf(DataException.class)
                .hasMessage("Affine(3): expected a layer that a LayerProvider names, so that a file can hold it, but none names dev.lanewise.core.layer.Affine");
    }

    // ---- two providers of one name

    /// Two that are called alike; the test loads them once more, outside of the module.
    public static final class One implements LayerProvider {
        @Override public String name() { return "twin"; }

        @Override public Class<Add> type() { return Add.class; }

        @Override public List<Option> options() { return List.of(); }

        @Override public Layer create(Options options) { return Add.of(); }
    }

    /// The other one.
    public static final class Other implements LayerProvider {
        @Override public String name() { return "twin"; }

        @Override public Class<Add> type() { return Add.class; }

        @Override public List<Option> options() { return List.of(); }

        @Override public Layer create(Options options) { return Add.of(); }
    }

    @Test void twoLayersOfOneNameAreAnErrorThatNamesBoth() {
        ServiceLoader<LayerProvider> services = ServiceLoader.load(LayerProvider.class, new Outside(One.class.getName() + "\n" + Other.class.getName()));

        assertThatThrownBy(() -> Services.byName(services, "layer", LayerProvider::name)).isInstanceOf(DataException.class)
                .hasMessage("Two layers are named 'twin': " + One.class.getName() + " of the class path and " + Other.class.getName() + " of the class path. Remove one of them");
    }

    @Test void aProviderThatCannotBeLoadedIsAnErrorThatNamesIt() {
        ServiceLoader<LayerProvider> services = ServiceLoader.load(LayerProvider.class, new Outside("com.acme.Missing"));

        assertThatThrownBy(() -> Services.byName(services, "layer", LayerProvider::name)).isInstanceOf(DataException.class)
                .hasMessageStartingWith("A layer could not be loaded: ").hasMessageContaining("com.acme.Missing");
    }

    /// A class path that holds the two providers and a list of services, and knows core as everybody does.
    private static final class Outside extends ClassLoader {

        private final String services;

        Outside(String services) {
            super(LayerRegistryTest.class.getClassLoader());
            this.services = services;
        }

        @Override protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(One.class.getName()) && !name.equals(Other.class.getName())) return super.loadClass(name, resolve);
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = Objects.requireNonNull(LayerRegistryTest.class.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class"))) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        @Override public Enumeration<URL> getResources(String name) throws IOException {
            if (!name.equals("META-INF/services/" + LayerProvider.class.getName())) return super.getResources(name);
            return Collections.enumeration(List.of(URL.of(URI.create("memory:services"), new URLStreamHandler() {
                @Override protected URLConnection openConnection(URL url) { return connection(url); }
            })));
        }

        private URLConnection connection(URL url) {
            return new URLConnection(url) {
                @Override public void connect() { }

                @Override public InputStream getInputStream() { return new ByteArrayInputStream(services.getBytes(StandardCharsets.UTF_8)); }
            };
        }
    }
}
