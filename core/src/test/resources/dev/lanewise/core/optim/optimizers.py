"""Writes optimizers.txt: the weights that PyTorch's optimisers reach in twenty steps, in float64.

Run:  python3 optimizers.py > optimizers.txt        (made with PyTorch 1.13, seed 8)

Each case is a line `case NAME ARGUMENTS…`, then a line `start WEIGHT…`, then for each step a line `gradient …` and a line `weights …`.
Start and gradients are rounded to float32 before anything is computed.
"""
import torch

torch.manual_seed(8)


def line(kind, t):
    print(kind, " ".join("%.9g" % v for v in t.detach().tolist()))


def rounded(t):
    return t.to(torch.float32).to(torch.float64)


def case(title, optimizer):
    w = rounded(torch.randn(19, dtype=torch.float64)).requires_grad_()
    rule = optimizer([w])
    print(f"case {title}")
    line("start", w)
    for step in range(20):
        w.grad = rounded(torch.randn(19, dtype=torch.float64) * 10.0 ** -(step % 3))
        line("gradient", w.grad)
        rule.step()
        line("weights", w)


print("# " + __doc__.strip().replace("\n", "\n# "))
case("sgd 0.1 0 false", lambda w: torch.optim.SGD(w, lr=0.1))
case("sgd 0.05 0.9 false", lambda w: torch.optim.SGD(w, lr=0.05, momentum=0.9))
case("sgd 0.05 0.9 true", lambda w: torch.optim.SGD(w, lr=0.05, momentum=0.9, nesterov=True))
case("adam 0.001", lambda w: torch.optim.Adam(w, lr=0.001))
case("adam 0.1", lambda w: torch.optim.Adam(w, lr=0.1))
