package dev.lanewise.core.optim;

/// Where a rule has two forms: the one of its paper and PyTorch, or Keras's, which puts ε elsewhere.
public enum Form { PYTORCH, KERAS }
