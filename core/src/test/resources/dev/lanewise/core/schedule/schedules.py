"""Writes schedules.txt: the factors that PyTorch's schedulers put on a learning rate of 1, step by step.

Run:  python3 schedules.py > schedules.txt        (made with PyTorch 1.13)

Each case is a line `case STEPS STEPS_PER_EPOCH DESCRIPTION`, with the description as Lanewise reads it, then a line `factors FACTOR…`;
of a plateau also a line `metrics METRIC…`, one for each epoch, and one factor for each epoch.
"""
import json
import math

import torch
from torch.optim import lr_scheduler as L


def optimizer():
    return torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)


def numbers(kind, values):
    print(kind, " ".join(repr(float(v)) for v in values))


def case(description, make, steps, per_epoch=1):
    rule = optimizer()
    scheduler = make(rule)
    factors = []
    for _ in range(steps):
        factors.append(rule.param_groups[0]["lr"])
        rule.step()
        scheduler.step()
    print("case", steps, per_epoch, json.dumps(description))
    numbers("factors", factors)


def plateau(description, metrics, **arguments):
    rule = optimizer()
    scheduler = L.ReduceLROnPlateau(rule, eps=0, **arguments)
    factors = []
    for metric in metrics:
        scheduler.step(metric)
        factors.append(rule.param_groups[0]["lr"])
    print("case", len(metrics), 1, json.dumps(description))
    numbers("metrics", metrics)
    numbers("factors", factors)


print("# " + __doc__.strip().replace("\n", "\n# "))
case({"schedule": "constant"}, lambda o: L.ConstantLR(o, factor=1.0), 5)
case({"schedule": "constant", "factor": 0.5}, lambda o: L.ConstantLR(o, factor=0.5, total_iters=100), 5)
case({"schedule": "step", "every": 7, "decay": 0.3}, lambda o: L.StepLR(o, 7, gamma=0.3), 30)
case({"schedule": "multi-step", "milestones": [3, 11, 11, 12], "decay": 0.5}, lambda o: L.MultiStepLR(o, [3, 11, 11, 12], gamma=0.5), 17)
case({"schedule": "exponential", "decay": 0.97, "every": 1}, lambda o: L.ExponentialLR(o, gamma=0.97), 41)
case({"schedule": "exponential", "decay": 0.9, "every": 7}, lambda o: L.LambdaLR(o, lambda t: 0.9 ** (t / 7)), 41)
case({"schedule": "inverse-time", "rate": 0.5, "every": 3}, lambda o: L.LambdaLR(o, lambda t: 1 / (1 + 0.5 * t / 3)), 20)
for total in (1, 2, 13, 37):
    case({"schedule": "cosine", "length": total, "floor": 0.1}, lambda o: L.CosineAnnealingLR(o, total, eta_min=0.1), total + 1)
    case({"schedule": "cosine"}, lambda o: L.CosineAnnealingLR(o, total), total)
    for power in (1.0, 0.5, 2.7):
        case({"schedule": "polynomial", "length": total, "power": power}, lambda o: L.PolynomialLR(o, total, power=power), total + 3)
for first, growth in ((1, 1), (5, 1), (5, 2), (3, 3), (1, 2)):
    case({"schedule": "cosine-restarts", "first": first, "growth": growth, "floor": 0.01},
         lambda o: L.CosineAnnealingWarmRestarts(o, first, growth, eta_min=0.01), 50)
for total in (5, 13, 101):
    for rise in (0.3, 0.45):
        case({"schedule": "one-cycle", "rise": rise}, lambda o: L.OneCycleLR(o, 1.0, total_steps=total, pct_start=rise, cycle_momentum=False), total)
case({"schedule": "noam", "width": 512, "warmup": 9}, lambda o: L.LambdaLR(o, lambda t: 512 ** -0.5 * min((t + 1) ** -0.5, (t + 1) * 9 ** -1.5)), 30)
case({"schedule": "warmup", "length": 5, "from": 1 / 3}, lambda o: L.LinearLR(o, 1 / 3, total_iters=5), 9)
case({"schedule": "warmup", "length": 7, "from": 0.001, "then": {"schedule": "cosine"}},
     lambda o: L.SequentialLR(o, [L.LinearLR(o, 0.001, total_iters=7), L.CosineAnnealingLR(o, 16)], [7]), 23)
case({"schedule": "warmup", "length": 3, "from": 0.5, "then": {"schedule": "step", "every": "1 epoch"}},
     lambda o: L.SequentialLR(o, [L.LinearLR(o, 0.5, total_iters=3), L.StepLR(o, 4)], [3]), 15, per_epoch=4)

torch.manual_seed(8)
noisy = [1 / (1 + epoch) + abs(float(v)) * 0.2 for epoch, v in enumerate(torch.randn(60, dtype=torch.float64))]
for patience, cooldown, floor in ((0, 0, 0.0), (2, 0, 0.0), (2, 3, 0.001), (5, 1, 0.2)):
    plateau({"schedule": "plateau", "patience": patience, "cooldown": cooldown, "decay": 0.5, "floor": floor}, noisy,
            factor=0.5, patience=patience, cooldown=cooldown, min_lr=floor)
plateau({"schedule": "plateau", "goal": "grow", "patience": 2, "threshold": 0.05}, [1 - v for v in noisy], mode="max", patience=2, threshold=0.05)
plateau({"schedule": "plateau", "patience": 1}, [1.0, math.nan, math.nan, math.nan, 0.5, 0.5, 0.5, 0.5], patience=1)
