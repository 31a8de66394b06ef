package dev.lanewise.core.tensor;

import dev.lanewise.linalg.kernel.ElementFunction;
import java.util.List;

/// Hears of everything that happens on a [Tape]: for finding out what goes wrong in a network, not for training it.
///
/// A witness reads and changes nothing. Forward, it hears of each operation when its memory is there and when its result is; backward, when the
/// gradient of a result is complete and when it has flowed on to the operands. Values and gradients are there until the next reset
/// forward, but backward only during the call.
public interface Witness {

    /// A part of a network begins: the `part`-th layer of the one that was entered before.
    default void entered(int part) { }

    /// The part entered last is done.
    default void left(Tensor output) { }

    /// A function of each element was the end of an operation.
    default void activated(ElementFunction function, Tensor result) { }

    /// An operation begins; its result may hold anything yet.
    default void begun(Tensor result, List<Tensor> operands) { }

    /// The operation with this result is done.
    default void computed(Tensor result) { }

    /// The [gradient][Tensor#gradient()] of a result is complete and has not flowed on yet.
    default void gradient(Tensor result) { }

    /// The gradient of a result has flowed on to the operands, and may hold anything now.
    default void differentiated(Tensor result) { }
}
