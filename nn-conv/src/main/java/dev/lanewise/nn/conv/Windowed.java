package dev.lanewise.nn.conv;

import dev.lanewise.core.layer.Layer;

/// A layer whose output pixels each see a window of its input: what a [ReceptiveField] is computed from.
public sealed interface Windowed extends Layer permits Conv2D, DepthwiseConv2D, SeparableConv2D, MaxPool2D, AveragePool2D, LpPool2D, Pad2D {

    Window window();
}
