package dev.lanewise.reduction;

import dev.lanewise.linalg.Matrix;

/// What discriminant analysis finds: linear scores of the classes, and axes to look along.
///
/// @param coefficients `[classes, features]`
/// @param intercepts `[classes]`, −∞ for a class that never was seen: the score is `x · coefficientsᵀ + intercepts`
/// @param center `[features]`, where the axes meet
/// @param axes `[features, axes]`, without columns where the solver finds none
/// @param ratios the share of each axis in what lies between classes
record Discriminants(Matrix coefficients, double[] intercepts, double[] center, Matrix axes, double[] ratios) {
}
