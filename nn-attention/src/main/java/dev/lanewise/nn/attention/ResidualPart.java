package dev.lanewise.nn.attention;

import dev.lanewise.core.tensor.Tensor;

/// What a block adds to the steps that pass by.
interface ResidualPart {

    Tensor forward(Tensor x);

    /// `residual + forward(x)`, without memory for what is added.
    Tensor onto(Tensor residual, Tensor x);
}
