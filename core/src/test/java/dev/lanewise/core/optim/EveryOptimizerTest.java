package dev.lanewise.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lanewise.core.DataException;
import dev.lanewise.core.Options;
import dev.lanewise.core.Shape;
import dev.lanewise.core.tensor.Weight;
import dev.lanewise.linalg.Backend;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every rule and everything around rules must do: go on from a saved state bit for bit, not depend on threads, and be the same from a file.
class EveryOptimizerTest {

    private static final int STEPS = 12;

    static List<Optimizer> optimizers() {
        List<Optimizer> all = new ArrayList<>();
        Options adam = Options.none().with("optimizer", "adam").with("learningRate", 0.02);
        for (String name : Optimizers.names()) {
            Options options = Options.none().with("optimizer", name);
            Optimizer optimizer = switch (name) {
                case "scaled-rate" -> Optimizers.create(options.with("inner", adam).with("factor", 0.5));
                case "accumulated" -> Optimizers.create(options.with("inner", adam).with("batches", 3));
                case "penalized" -> Optimizers.create(options.with("inner", adam).with("l1", 0.01).with("l2", 0.02).with("except", "*bias"));
                case "groups" -> Groups.of(SGD.of(0.1).momentum(0.9)).with("0.*", Adam.of(0.1)).with("1.bias", Frozen.of());
                case "averaged", "clipped", "decoupled-decay" -> Optimizers.create(options.with("inner", adam));
                default -> Optimizers.create(options);
            };
            all.add(optimizer);
        }
        all.add(Averaged.exponential(Accumulated.of(Penalized.l2(Clipped.byGlobalNorm(AdamW.of(0.01).except("*bias"), 0.5), 0.1), 2), 0.9));
        all.add(Averaged.equal(Clipped.byNorm(Nadam.of(0.01), 0.1), 4, 2));
        all.add(Groups.of(Accumulated.of(Lion.of(0.01), 2)).with("*bias", Accumulated.of(Clipped.byValue(RMSprop.of(0.01).momentum(0.5).centered(true), 0.3), 2)));
        all.add(Averaged.exponential(Penalized.l2(LBFGS.of(), 0.1), 0.5));
        return all;
    }

    @ParameterizedTest @MethodSource("optimizers")
    void aRestoredSessionGoesOnBitForBit(Optimizer optimizer) {
        Net whole = new Net(), broken = new Net();
        Optimizer.Session session = optimizer.start(whole.weights, Backend.of(1)), before = optimizer.start(broken.weights, Backend.of(1));
        for (int step = 0; step < STEPS; step++) session.step(whole.at(step), 0.9);

        for (int step = 0; step < STEPS / 2 + 1; step++) before.step(broken.at(step), 0.9);
        Optimizer.State state = before.state();
        Net resumed = broken.copy();
        before.step(broken.at(0), 1);                                                // changes nothing of what was saved
        Optimizer.Session after = optimizer.start(resumed.weights, Backend.of(1));
        after.restore(state);
        for (int step = STEPS / 2 + 1; step < STEPS; step++) after.step(resumed.at(step), 0.9);

        assertThat(state.steps()).isEqualTo(STEPS / 2 + 1);
        session.finish();
        after.finish();
        assertThat(resumed.bits()).isEqualTo(whole.bits());
    }

    @ParameterizedTest @MethodSource("optimizers")
    void theNumberOfThreadsChangesNoBit(Optimizer optimizer) {
        List<List<Integer>> bits = new ArrayList<>();
        for (int threads = 1; threads <= 3; threads++) {
            Net net = new Net(Shape.of(300, 301), 42);
            Optimizer.Session session = optimizer.start(net.weights, Backend.of(threads));
            for (int step = 0; step < 3; step++) session.step(net.at(step), 1);
            session.finish();
            bits.add(net.bits());
        }

        assertThat(bits.get(1)).isEqualTo(bits.get(0));
        assertThat(bits.get(2)).isEqualTo(bits.get(0));
    }

    @ParameterizedTest @MethodSource("optimizers")
    void theDescriptionMakesAnEqualOptimizer(Optimizer optimizer) {
        assertThat(Optimizers.create(Options.parseJson(optimizer.describe().toJson(), "copy"))).isEqualTo(optimizer);
    }

    @ParameterizedTest @MethodSource("optimizers")
    void aWeightWithoutNumbersAndOneWithoutAGradientDoNoHarm(Optimizer optimizer) {
        Weight empty = Weight.zeros("0.weight", Shape.of(0, 3)), still = Weight.of("1.bias", Shape.of(2), new float[] {1, 2});
        Optimizer.Session session = optimizer.start(List.of(empty, still), Backend.of(1));

        session.step(new Net.Fixed(new LinkedHashMap<>()), 1);

        assertThat(still.values()).containsExactly(1, 2);
    }

    @ParameterizedTest @MethodSource("optimizers")
    void aStateOfAnotherNetworkIsRefused(Optimizer optimizer) {
        Net small = new Net(Shape.of(2, 2), 3);
        Optimizer.Session session = optimizer.start(new Net().weights, Backend.of(1)), other = optimizer.start(small.weights, Backend.of(1));
        other.step(small.at(0), 1);
        Optimizer.State state = other.state();
        assumeThat(state.arrays()).as("a rule that remembers nothing takes any state").isNotEmpty();

        assertThatThrownBy(() -> session.restore(state)).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("Optimizer.restore: expected ")
                .hasMessageEndingWith("The state belongs to another rule or network");
    }

    /// In steady state a step leaves no more than a few small objects behind, however many weights there are.
    @ParameterizedTest @MethodSource("optimizers")
    void aStepAllocatesAFewHundredBytes(Optimizer optimizer) {
        assumeThat(optimizer.describe().toJson()).as("a line search allocates points").doesNotContain("lbfgs");
        List<Weight> weights = new ArrayList<>();
        Map<float[], float[]> gradients = new java.util.IdentityHashMap<>();
        for (int i = 0; i < 20; i++) weights.add(Weight.of(i + (i % 2 == 0 ? ".weight" : ".bias"), i % 2 == 0 ? Shape.of(9, 7) : Shape.of(7), new float[i % 2 == 0 ? 63 : 7]));
        for (Weight weight : weights) gradients.put(weight.values(), weight.values().clone());
        Optimizer.Session session = optimizer.start(weights, Backend.named("scalar", 1));     // vectors are objects until they are compiled
        Optimizer.Gradients given = weight -> gradients.get(weight.values());
        for (int step = 0; step < 300; step++) session.step(given, 1);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int step = 0; step < 300; step++) session.step(given, 1);

        long allowed = optimizer instanceof Muon ? 64_000 : 800;                                // each of its 150 products makes a few small objects
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 300).isLessThan(allowed);
    }

    @Test void whatThereIsNotIsNamed() {
        assertThatThrownBy(() -> Optimizers.named("adm", Options.none())).isInstanceOf(DataException.class)
                .hasMessageStartingWith("No optimizer is named 'adm'. There are: accumulated, adadelta, adadelta-keras, adagrad").hasMessageEndingWith("Did you mean 'adam'?");
        assertThatThrownBy(() -> Optimizers.named("lion", Options.none().with("epsilon", 1)))
                .hasMessage("No option of lion is named 'epsilon'. There are: beta1, beta2, learningRate");
        assertThatThrownBy(() -> Optimizers.create(Options.parseJson("{\"optimizer\": \"decoupled-decay\", \"inner\": {\"optimizer\": \"muon\"}}", "train.json")))
                .hasMessage("train.json: expected a rule that treats every number by itself for 'inner', but got muon");
        Optimizer own = (weights, backend) -> Frozen.of().start(weights, backend);
        assertThatThrownBy(own::describe).hasMessageEndingWith("expected an optimizer with a description, because a file is to hold it, but it has none");
    }

    /// Two layers with gradients that depend on the weights: those of a quadratic bowl whose centre moves from step to step.
    private static final class Net {

        private final List<Weight> weights;

        Net() { this(Shape.of(9, 7), 11); }

        Net(Shape shape, int bias) {
            this.weights = List.of(filled("0.weight", shape), filled("0.bias", Shape.of(bias)), filled("1.weight", Shape.of(3, 4)), filled("1.bias", Shape.of(5)));
        }

        private Net(List<Weight> weights) { this.weights = weights; }

        private static Weight filled(String name, Shape shape) {
            Weight weight = Weight.zeros(name, shape);
            for (int i = 0; i < shape.size(); i++) weight.values()[i] = (float) Math.sin(3 * i + name.hashCode());
            return weight;
        }

        Net copy() { return new Net(weights.stream().map(weight -> Weight.of(weight.name(), weight.shape(), weight.values().clone())).toList()); }

        Fixed at(int step) { return new Fixed(new LinkedHashMap<>(), weights, step); }

        List<Integer> bits() {
            List<Integer> bits = new ArrayList<>();
            for (Weight weight : weights) for (float value : weight.values()) bits.add(Float.floatToRawIntBits(value));
            return bits;
        }

        /// The objective of one step.
        private record Fixed(Map<String, float[]> arrays, List<Weight> weights, int step) implements Optimizer.Objective {

            Fixed(Map<String, float[]> arrays) { this(arrays, List.of(), 0); }

            @Override public double evaluate() {
                double sum = 0;
                for (Weight weight : weights) {
                    float[] g = new float[weight.shape().size()];
                    for (int i = 0; i < g.length; i++) {
                        double away = weight.values()[i] - Math.cos(i + step);
                        sum += away * away * (1 + i % 5) / 2;
                        g[i] = (float) (away * (1 + i % 5));
                    }
                    arrays.put(weight.name(), g);
                }
                return sum;
            }

            @Override public Optimizer.Gradients gradients() { return weight -> arrays.getOrDefault(weight.name(), new float[0]); }
        }
    }
}
