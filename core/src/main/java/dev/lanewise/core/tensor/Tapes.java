package dev.lanewise.core.tensor;

import java.util.List;

/// Which tape an operation on several tensors belongs to.
final class Tapes {

    private Tapes() { }

    /// The tape of the operands; one that belongs to none joins the others.
    static Tape of(Tensor x, Tensor y) { return x.tape() == y.tape() ? x.tape() : of(List.of(x, y)); }

    static Tape of(Tensor x, Tensor y, Tensor z) { return x.tape() == y.tape() && x.tape() == z.tape() ? x.tape() : of(List.of(x, y, z)); }

    static Tape of(List<Tensor> operands) {
        Tape tape = Tape.eager();
        for (Tensor operand : operands) tape = join(tape, operand.tape(), operands);
        return tape;
    }

    private static Tape join(Tape one, Tape other, Object operands) {
        if (one == other || other == Tape.eager()) return one;
        if (one == Tape.eager()) return other;
        throw new IllegalArgumentException("Tensor: expected operands of one tape, but got " + operands + " of several");
    }
}
