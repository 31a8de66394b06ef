package dev.lanewise.core.tensor;

import dev.lanewise.core.Shape;
import dev.lanewise.core.ShapeException;
import java.util.ArrayList;
import java.util.List;

/// Sums of products in Einstein's notation: `"bij,bjk->bik"` is a batched matrix product.
///
/// Each letter is an axis; one that the result does not name is summed over. Two operands at a time become one batched matrix product,
/// from the left to the right; a letter twice in one operand is its diagonal. Without an arrow the result has the letters that occur once, in the
/// order of the alphabet. An ellipsis stands for leading axes that are equal in all operands that have one.
public final class Einsum {

    private final String letters;
    private final Tensor tensor;

    private Einsum(String letters, Tensor tensor) {
        this.letters = letters;
        this.tensor = tensor;
    }

    public static Tensor of(String equation, Tensor... operands) {
        String[] sides = withLetters(equation.replace(" ", ""), operands).split("->", -1);
        String[] inputs = sides[0].split(",", -1);
        String output = sides.length == 2 ? sides[1] : implied(sides[0]);
        if (sides.length > 2 || inputs.length != operands.length || !sides[0].matches("[A-Za-z,]*") || !output.chars().allMatch(letter -> letter != ',' && sides[0].indexOf(letter) >= 0)) {
            throw new IllegalArgumentException("Einsum: expected letters for " + operands.length + " operands and a result made of them, but got \"" + equation + "\"");
        }
        List<Einsum> rest = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) rest.add(operand(inputs[i], operands[i]));
        while (rest.size() > 1) {
            Einsum x = rest.removeFirst(), y = rest.removeFirst();
            StringBuilder needed = new StringBuilder(output);
            rest.forEach(other -> needed.append(other.letters));
            rest.addFirst(x.times(y, needed.toString()));
        }
        return rest.getFirst().keeping(output).inOrder(output).tensor;
    }

    /// The ellipsis as letters that nobody uses.
    private static String withLetters(String equation, Tensor... operands) {
        if (!equation.contains("...")) return equation;
        String[] inputs = equation.split("->", -1)[0].split(",", -1);
        int axes = 0;
        for (int i = 0; i < Math.min(inputs.length, operands.length); i++) {
            if (inputs[i].contains("...")) axes = operands[i].shape().rank() - inputs[i].length() + 3;
        }
        String free = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".chars().filter(letter -> equation.indexOf(letter) < 0).limit(Math.max(0, axes))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        return equation.replace("...", free);
    }

    private static String implied(String inputs) {
        StringBuilder once = new StringBuilder();
        inputs.chars().filter(Character::isLetter).sorted().filter(letter -> inputs.indexOf(letter) == inputs.lastIndexOf(letter)).forEach(once::appendCodePoint);
        return once.toString();
    }

    private static Einsum operand(String letters, Tensor tensor) {
        if (letters.length() != tensor.shape().rank()) throw ShapeException.expected("Einsum", "the axes " + letters, tensor.shape());
        for (int i = 0; i < letters.length(); i++) {
            int again = letters.indexOf(letters.charAt(i), i + 1);
            if (again >= 0) return operand(without(letters, again), diagonal(tensor, i, again));
        }
        return new Einsum(letters, tensor);
    }

    private static String without(String letters, int i) { return letters.substring(0, i) + letters.substring(i + 1); }

    /// The diagonal of two axes in place of the first of them.
    private static Tensor diagonal(Tensor x, int one, int other) {
        int rank = x.shape().rank();
        int[] axes = java.util.stream.IntStream.concat(java.util.stream.IntStream.range(0, rank).filter(axis -> axis != one && axis != other),
                java.util.stream.IntStream.of(one, other)).toArray();
        Tensor last = Views.diagonal(x.transpose(axes));
        int[] back = new int[rank - 1];
        for (int axis = 0; axis < rank - 1; axis++) back[axis] = axis < one ? axis : axis == one ? rank - 2 : axis - 1;
        return last.transpose(back);
    }

    /// Summed over the axes that nobody needs.
    private Einsum keeping(String needed) {
        Einsum result = this;
        for (int i = letters.length() - 1; i >= 0; i--) {
            if (needed.indexOf(letters.charAt(i)) < 0) result = new Einsum(without(result.letters, i), result.tensor.sum(i));
        }
        return result;
    }

    private Einsum inOrder(String order) { return new Einsum(order, tensor.transpose(order.chars().map(letters::indexOf).toArray())); }

    private int extent(char letter) { return tensor.shape().extent(letters.indexOf(letter)); }

    /// The product: `[both, mine, summed] · [both, summed, yours]`.
    private Einsum times(Einsum other, String needed) {
        Einsum x = keeping(needed + other.letters), y = other.keeping(needed + letters);
        String both = "", mine = "", summed = "", yours = "";
        for (char letter : x.letters.toCharArray()) {
            if (y.letters.indexOf(letter) < 0) mine += letter;
            else if (needed.indexOf(letter) < 0) summed += letter;
            else both += letter;
        }
        for (char letter : y.letters.toCharArray()) if (x.letters.indexOf(letter) < 0) yours += letter;
        for (char letter : (both + summed).toCharArray()) {
            if (x.extent(letter) != y.extent(letter)) throw ShapeException.expected("Einsum", x.extent(letter) + " for " + letter + " in " + y.letters, y.tensor.shape());
        }
        int[] sizes = {x.size(both), x.size(mine), x.size(summed), y.size(yours)};
        Tensor left = x.inOrder(both + mine + summed).tensor.reshape(Shape.of(sizes[0], sizes[1], sizes[2]));
        Tensor right = y.inOrder(both + summed + yours).tensor.reshape(Shape.of(sizes[0], sizes[2], sizes[3]));
        String result = both + mine + yours;
        return new Einsum(result, left.matmul(right).reshape(Shape.of(result.chars().map(letter -> (x.letters.indexOf(letter) >= 0 ? x : y).extent((char) letter)).toArray())));
    }

    private int size(String axes) {
        int size = 1;
        for (char letter : axes.toCharArray()) size *= extent(letter);
        return size;
    }
}
