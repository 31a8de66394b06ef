"""Writes optimizers.txt: the weights that optimisers reach in twenty steps, in float64.

Run:  python3 optimizers.py > optimizers.txt        (made with PyTorch 1.13 and NumPy 1.24, seed 8)

Where PyTorch 1.13 has the rule it is run; Lion, Muon and Keras's forms are written here from their papers and from Keras's documentation.

Of NAdam the foreach version is run: the other one of PyTorch 1.13 has a factor too many in the product of the momenta, which later versions took out.

Each case is a line `case ROWS COLUMNS DESCRIPTION` with the description as Lanewise reads it, then a line `start WEIGHT…`, then for each step
a line `gradient …` and a line `weights …`. Start and gradients are rounded to float32 before anything is computed.
"""
import json

import numpy as np
import torch

torch.manual_seed(8)
ROWS, COLUMNS = 1, 19


def line(kind, t):
    print(kind, " ".join("%.9g" % v for v in np.asarray(t.detach() if isinstance(t, torch.Tensor) else t).ravel()))


def rounded(t):
    return t.to(torch.float32).to(torch.float64)


def case(description, optimizer, shape=(ROWS, COLUMNS)):
    """An optimiser of PyTorch, or a function of step, weights and gradient that returns the new weights."""
    w = rounded(torch.randn(*shape, dtype=torch.float64)).requires_grad_()
    rule = optimizer([w])
    print("case", *shape, json.dumps(description))
    line("start", w)
    for step in range(20):
        w.grad = rounded(torch.randn(*shape, dtype=torch.float64) * 10.0 ** -(step % 3))
        line("gradient", w.grad)
        if hasattr(rule, "step"):
            rule.step()
        else:
            with torch.no_grad():
                w.copy_(torch.from_numpy(rule(step + 1, w.detach().numpy().copy(), w.grad.numpy().copy())))
        line("weights", w)


def penalized(inner, decay):
    return {"optimizer": "penalized", "l2": decay / 2, "inner": inner}


def keras_adam(lr, b1=0.9, b2=0.999, eps=1e-7, decay=0.0, amsgrad=False):
    m = v = top = 0.0

    def step(t, w, g):
        nonlocal m, v, top
        w = w - lr * decay * w
        m = m + (g - m) * (1 - b1)
        v = v + (g * g - v) * (1 - b2)
        top = np.maximum(top, v)
        return w - lr * np.sqrt(1 - b2 ** t) / (1 - b1 ** t) * m / (np.sqrt(top if amsgrad else v) + eps)
    return step


def keras_adamax(lr, b1=0.9, b2=0.999, eps=1e-7):
    m = u = 0.0

    def step(t, w, g):
        nonlocal m, u
        m = m + (g - m) * (1 - b1)
        u = np.maximum(b2 * u, np.abs(g))
        return w - lr / (1 - b1 ** t) * m / (u + eps)
    return step


def keras_nadam(lr, b1=0.9, b2=0.999, eps=1e-7):
    m = v = 0.0
    product = 1.0

    def step(t, w, g):
        nonlocal m, v, product
        now, after = b1 * (1 - 0.5 * 0.96 ** t), b1 * (1 - 0.5 * 0.96 ** (t + 1))
        product *= now
        m = m + (g - m) * (1 - b1)
        v = v + (g * g - v) * (1 - b2)
        hat = after * m / (1 - product * after) + (1 - now) * g / (1 - product)
        return w - lr * hat / (np.sqrt(v / (1 - b2 ** t)) + eps)
    return step


def keras_rmsprop(lr, rho=0.9, momentum=0.0, eps=1e-7, centered=False):
    v = m = b = 0.0

    def step(t, w, g):
        nonlocal v, m, b
        v = rho * v + (1 - rho) * g * g
        m = rho * m + (1 - rho) * g
        b = momentum * b + lr * g / np.sqrt(v - (m * m if centered else 0) + eps)
        return w - b
    return step


def keras_adagrad(lr, initial=0.1, eps=1e-7):
    s = initial

    def step(t, w, g):
        nonlocal s
        s = s + g * g
        return w - lr * g / np.sqrt(s + eps)
    return step


def lion(lr, b1=0.9, b2=0.99, decay=0.0):
    """Chen et al. (2023), algorithm 2."""
    m = 0.0

    def step(t, w, g):
        nonlocal m
        c = b1 * m + (1 - b1) * g
        m = b2 * m + (1 - b2) * g
        return w - lr * (np.sign(c) + decay * w)
    return step


def muon(lr, mu=0.95, nesterov=True, decay=0.0):
    """Jordan et al. (2024), for weights [inputs, outputs]."""
    m = 0.0

    def orthogonal(u):
        x = u / (np.linalg.norm(u) + 1e-7)
        for _ in range(5):
            s = x @ x.T
            x = 3.4445 * x + (-4.7750 * s + 2.0315 * s @ s) @ x
        return x

    def step(t, w, g):
        nonlocal m
        m = mu * m + (1 - mu) * g
        u = mu * m + (1 - mu) * g if nesterov else m
        u = orthogonal(u) if u.shape[0] <= u.shape[1] else orthogonal(u.T).T
        return (1 - lr * decay) * w - lr * max(1.0, w.shape[1] / w.shape[0]) ** 0.5 * u
    return step


def of(step):
    return lambda parameters: step


T = torch.optim
print("# " + __doc__.strip().replace("\n", "\n# "))
sgd = {"optimizer": "sgd", "learningRate": 0.05}
case({**sgd}, lambda w: T.SGD(w, lr=0.05))
case({**sgd, "momentum": 0.9}, lambda w: T.SGD(w, lr=0.05, momentum=0.9))
case({**sgd, "momentum": 0.9, "nesterov": True}, lambda w: T.SGD(w, lr=0.05, momentum=0.9, nesterov=True))
case({**sgd, "momentum": 0.8, "dampening": 0.3}, lambda w: T.SGD(w, lr=0.05, momentum=0.8, dampening=0.3))
case(penalized({**sgd}, 0.1), lambda w: T.SGD(w, lr=0.05, weight_decay=0.1))
case(penalized({**sgd, "momentum": 0.9, "nesterov": True}, 0.1), lambda w: T.SGD(w, lr=0.05, momentum=0.9, nesterov=True, weight_decay=0.1))
adam = {"optimizer": "adam", "learningRate": 0.1}
case({"optimizer": "adam"}, lambda w: T.Adam(w))
case(adam, lambda w: T.Adam(w, lr=0.1))
case({**adam, "beta1": 0.5, "beta2": 0.9, "epsilon": 0.01}, lambda w: T.Adam(w, lr=0.1, betas=(0.5, 0.9), eps=0.01))
case({"optimizer": "amsgrad", "learningRate": 0.1}, lambda w: T.Adam(w, lr=0.1, amsgrad=True))
case(penalized(adam, 0.1), lambda w: T.Adam(w, lr=0.1, weight_decay=0.1))
case({"optimizer": "adamw"}, lambda w: T.AdamW(w))
case({"optimizer": "decoupled-decay", "decay": 0.3, "inner": adam}, lambda w: T.AdamW(w, lr=0.1, weight_decay=0.3))
case({"optimizer": "decoupled-decay", "decay": 0.3, "inner": {**adam, "amsgrad": True}}, lambda w: T.AdamW(w, lr=0.1, weight_decay=0.3, amsgrad=True))
case({"optimizer": "adamax"}, lambda w: T.Adamax(w))
case(penalized({"optimizer": "adamax", "learningRate": 0.1}, 0.1), lambda w: T.Adamax(w, lr=0.1, weight_decay=0.1))
case({"optimizer": "nadam"}, lambda w: T.NAdam(w, foreach=True))
case(penalized({"optimizer": "nadam", "learningRate": 0.1, "momentumDecay": 0.1}, 0.1), lambda w: T.NAdam(w, lr=0.1, momentum_decay=0.1, weight_decay=0.1, foreach=True))
case({"optimizer": "rmsprop"}, lambda w: T.RMSprop(w))
case({"optimizer": "rmsprop", "centered": True}, lambda w: T.RMSprop(w, centered=True))
case({"optimizer": "rmsprop", "momentum": 0.9}, lambda w: T.RMSprop(w, momentum=0.9))
case(penalized({"optimizer": "rmsprop", "momentum": 0.5, "centered": True, "decay": 0.9}, 0.1),
     lambda w: T.RMSprop(w, momentum=0.5, centered=True, alpha=0.9, weight_decay=0.1))
case({"optimizer": "adagrad"}, lambda w: T.Adagrad(w))
case(penalized({"optimizer": "adagrad", "learningRate": 0.1, "initial": 0.5}, 0.1), lambda w: T.Adagrad(w, lr=0.1, initial_accumulator_value=0.5, weight_decay=0.1))
case({"optimizer": "adadelta"}, lambda w: T.Adadelta(w))
case(penalized({"optimizer": "adadelta", "learningRate": 0.5, "decay": 0.8}, 0.1), lambda w: T.Adadelta(w, lr=0.5, rho=0.8, weight_decay=0.1))
case({"optimizer": "rprop"}, lambda w: T.Rprop(w))

case({"optimizer": "adam-keras"}, of(keras_adam(0.001)))
case({"optimizer": "adam-keras", "learningRate": 0.1, "amsgrad": True}, of(keras_adam(0.1, amsgrad=True)))
case({"optimizer": "adamw-keras"}, of(keras_adam(0.001, decay=0.004)))
case({"optimizer": "adamax-keras", "learningRate": 0.1}, of(keras_adamax(0.1)))
case({"optimizer": "nadam-keras", "learningRate": 0.1}, of(keras_nadam(0.1)))
case({"optimizer": "rmsprop-keras"}, of(keras_rmsprop(0.001)))
case({"optimizer": "rmsprop-keras", "learningRate": 0.01, "momentum": 0.9, "centered": True}, of(keras_rmsprop(0.01, momentum=0.9, centered=True)))
case({"optimizer": "adagrad-keras", "learningRate": 0.1}, of(keras_adagrad(0.1)))
case({"optimizer": "adadelta-keras"}, lambda w: T.Adadelta(w, lr=0.001, rho=0.95, eps=1e-7))
case({"optimizer": "lion-keras"}, of(lion(0.001)))
case({"optimizer": "decoupled-decay", "decay": 0.3, "inner": {"optimizer": "lion", "learningRate": 0.1}}, of(lion(0.1, decay=0.3)))
for shape in ((5, 7), (7, 5), (6, 6), (1, 9), (40, 3)):
    case({"optimizer": "muon"}, of(muon(0.02)), shape)
case({"optimizer": "muon", "learningRate": 0.1, "momentum": 0.8, "nesterov": False, "decay": 0.1}, of(muon(0.1, 0.8, False, 0.1)), (4, 10))
