package dev.lanewise.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanewise.core.Seed;
import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import dev.lanewise.core.tensor.Activation;
import dev.lanewise.core.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphTest {

    private final Node left = Node.input(2), right = Node.input(3);

    private final Graph graph = Node.of(Concatenate.of(), left.then(Affine.of(4)), right).then(Affine.of(5)).graph(left, right);

    @Test void itKnowsItsShapesBeforeThereAreWeights() {
        assertThat(graph.inputs()).containsExactly(Shape.batch(2), Shape.batch(3));
        assertThat(graph.output()).isEqualTo(Shape.batch(5));
    }

    @Test void stepsStandInAnOrderInWhichEveryValueExists() {
        assertThat(graph.steps()).containsExactly(new Graph.Step(Affine.of(4), List.of(0)), new Graph.Step(Concatenate.of(), List.of(2, 1)), new Graph.Step(Affine.of(5), List.of(3)));
    }

    @Test void aValueThatIsUsedTwiceIsComputedOnce() {
        Node input = Node.input(2), hidden = input.then(Affine.of(2));

        Graph diamond = Node.of(Add.of(), hidden.then(Activate.of(Activation.TANH)), hidden).graph(input);

        assertThat(diamond.steps()).hasSize(3);
        assertThat(diamond.bind(Seed.of(1)).weights()).hasSize(2);
    }

    @Test void itComputesWhatItsStepsSay() {
        Node a = Node.input(2), b = Node.input(2);
        Graph sum = Node.of(Add.of(), a, b.then(Activate.of(Activation.RELU)), a).graph(a, b);

        Tensor y = sum.bind(Seed.of(1)).forward(List.of(Tensor.of(Shape.of(1, 2), 1, 2), Tensor.of(Shape.of(1, 2), -5, 10)));

        assertThat(y.toArray()).containsExactly(2, 14);
    }

    @Test void theSummarySaysWhatGoesWhere() {
        assertThat(graph.summary()).isEqualTo("""
                Graph(
                  #0 Input[batch, 2]          -> [batch, 2]            0 parameters
                  #1 Input[batch, 3]          -> [batch, 3]            0 parameters
                  #2 Affine(4) of #[0]        -> [batch, 4]           12 parameters
                  #3 Concatenate() of #[2, 1] -> [batch, 7]            0 parameters
                  #4 Affine(5) of #[3]        -> [batch, 5]           40 parameters
                ) total 52 parameters, 208 bytes as float32""");
    }

    @Test void wrongInputsAreNamed() {
        assertThatThrownBy(() -> graph.outputShape(List.of(Shape.batch(2)))).isInstanceOf(ShapeException.class).hasMessage("Graph: expected 2 inputs, but got 1");
        assertThatThrownBy(() -> graph.outputShape(List.of(Shape.batch(3), Shape.batch(2)))).isInstanceOf(ShapeException.class)
                .hasMessage("Graph, input 1 of 2, Input: expected [batch, 2], but got [batch, 3]");
        assertThatThrownBy(() -> graph.bind(Shape.batch(2), Seed.of(1))).isInstanceOf(ShapeException.class).hasMessage("Graph: expected 2 inputs, but got 1");
    }

    @Test void aStepThatDoesNotFitIsNamedWithItsPlace() {
        assertThatThrownBy(() -> Node.of(Add.of(), left, right).graph(left, right)).isInstanceOf(ShapeException.class)
                .hasMessage("Graph, layer 1 of 1, Add(): expected inputs that are all [batch, 2], but got [batch, 3]");
        assertThatThrownBy(() -> Node.of(Concatenate.of(), left, Node.input(3, 3)).graph(left)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Node.graph: expected every input among the given ones, but Input[batch, 3, 3] is not");
        assertThatThrownBy(() -> left.then(Affine.of(2)).graph(left.then(Affine.of(3)))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Node.graph: expected inputs made by Node.input, but got Affine(3) of 1 values");
        assertThatThrownBy(() -> left.graph(left)).isInstanceOf(IllegalArgumentException.class).hasMessage("Graph: expected at least one layer, but got none");
        assertThatThrownBy(() -> new Graph(List.of(Input.of(2)), List.of(new Graph.Step(Affine.of(2), List.of(1)))))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("Graph: expected Affine(2) to take values in 0 … 0, but got 1");
        assertThatThrownBy(() -> Node.of(Affine.of(2), left, right).graph(left, right)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Affine(2): expected one input, but got 2");
    }

    @Test void aMergeOfNothingIsRefused() {
        assertThatThrownBy(() -> Node.of(Add.of()).graph()).isInstanceOf(ShapeException.class).hasMessage("Graph, layer 1 of 1, Add(): expected at least one input, but got none");
        assertThatThrownBy(() -> Node.of(Concatenate.of()).graph()).isInstanceOf(ShapeException.class)
                .hasMessage("Graph, layer 1 of 1, Concatenate(): expected at least one input, but got none");
    }

    @Test void theSameInputTwiceIsRefused() {
        assertThatThrownBy(() -> left.then(Affine.of(2)).graph(left, left)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Node.graph: expected every input once, but got Input[batch, 2] twice");
    }
}
