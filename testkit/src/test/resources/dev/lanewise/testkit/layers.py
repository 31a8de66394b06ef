"""Writes layers.txt: outputs and gradients of core's layers as PyTorch's modules compute them in float64.

Run:  /usr/bin/python3 layers.py > layers.txt

Names are CASE.x0, x1 … for the inputs, w.NAME for the weights in our layout (channels last, dense weights [features, units]), r for the weights of the
loss sum(r * y), y for the output, and d before what is a gradient. PyTorch's norms have the channels as axis 1: the inputs are permuted on the way in
and the outputs on the way back. Numbers are rounded to three digits before anything is computed.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(31)
torch.set_default_dtype(torch.float64)


def random(*shape, low=-2.0, high=2.0):
    return torch.round((torch.rand(*shape) * (high - low) + low) * 1000) / 1000


def away(t, *kinks):
    for kink in kinks:
        t = torch.where((t - kink).abs() < 0.05, torch.full_like(t, kink + 0.1), t)
    return t


def show(name, t):
    print(f"{name} [{', '.join(map(str, t.shape))}] " + " ".join(f"{v:.9g}" for v in t.detach().reshape(-1).tolist()))


def filled(module):
    for parameter in module.parameters():
        parameter.data = random(*parameter.shape, low=-1.5, high=1.5)
    return module


def case(name, function, inputs, weights=(), constant=(), transposed=()):
    """weights: pairs of a name and a parameter; constant: numbers of the inputs without a gradient; transposed: names of weights that PyTorch has as [units, features]."""
    leaves = [x.clone().requires_grad_(i not in constant) for i, x in enumerate(inputs)]
    y = function(*leaves)
    r = random(*y.shape, low=-1, high=1)
    (r * y).sum().backward()
    for i, x in enumerate(leaves):
        show(f"{name}.x{i}", x)
        if i not in constant:
            show(f"{name}.dx{i}", x.grad)
    for key, parameter in weights:
        turn = (lambda t: t.t()) if key in transposed else (lambda t: t)
        show(f"{name}.w.{key}", turn(parameter))
        if parameter.requires_grad:
            show(f"{name}.dw.{key}", turn(parameter.grad))
    show(f"{name}.r", r)
    show(f"{name}.y", y)


def first(x):
    return x.movedim(-1, 1)


def last(x):
    return x.movedim(1, -1)


def channels_last(module):
    return lambda x: last(module(first(x)))


def affine(module):
    return [("gain", module.weight), ("bias", module.bias)]


print("# Made with PyTorch " + torch.__version__ + " by layers.py, which says what is what.")

# ---- batch norm; momentum 0.1 there is 0.9 here, and PyTorch keeps the running variance divided by n - 1 where ours (and Keras's) is divided by n
for name, kind, shape in [("batchNorm-rows", nn.BatchNorm1d, (5, 3)), ("batchNorm-steps", nn.BatchNorm1d, (2, 7, 5)), ("batchNorm-images", nn.BatchNorm2d, (3, 1, 5, 19))]:
    module = filled(kind(shape[-1], eps=1e-3, momentum=0.1))
    module(first(random(*shape)))
    module.zero_grad()
    module.reset_running_stats()
    one, two = random(*shape), random(*shape, low=-1, high=5)
    module(first(one))
    show(f"{name}.before", one)
    case(name, channels_last(module), [two], affine(module))
    show(f"{name}.runningMean", module.running_mean)
    show(f"{name}.runningVariance", module.running_var)
    module = filled(kind(shape[-1], eps=1e-3)).eval()
    module.running_mean, module.running_var = random(shape[-1]), random(shape[-1], low=0.2, high=3)
    case(f"{name}-predicting", channels_last(module), [random(*shape)], affine(module) + [("mean", module.running_mean), ("variance", module.running_var)])

module = filled(nn.BatchNorm1d(3, eps=1e-3))
mask = torch.tensor([[1., 1, 0, 0, 0], [1, 1, 1, 1, 1]])


def masked(x, m):
    rows = x[m != 0]
    return (x - rows.mean(0)) / (rows.var(0, unbiased=False) + 1e-3).sqrt() * module.weight + module.bias


case("batchNorm-masked", masked, [random(2, 5, 3), mask], affine(module), constant=(1,))

# ---- norms of each sample
for name, shape in [("rows", (5, 3)), ("steps", (2, 1, 19)), ("one", (3, 1)), ("images", (2, 3, 5, 7))]:
    module = filled(nn.LayerNorm(shape[-1], eps=1e-3))
    case(f"layerNorm-{name}", module, [random(*shape)], affine(module))
    gain = nn.Parameter(random(shape[-1]))
    case(f"rmsNorm-{name}", lambda x: x / (x.square().mean(-1, keepdim=True) + 1e-3).sqrt() * gain, [random(*shape)], [("gain", gain)])
    slope = nn.PReLU(shape[-1])
    slope.weight.data = random(shape[-1], low=-0.5, high=0.5)
    case(f"prelu-{name}", channels_last(slope), [away(random(*shape), 0)], [("slope", slope.weight)])
for groups, shape in [(1, (3, 6)), (2, (3, 6)), (3, (2, 5, 6)), (19, (2, 3, 19)), (7, (2, 3, 5, 21))]:
    module = filled(nn.GroupNorm(groups, shape[-1], eps=1e-3))
    case(f"groupNorm-{groups}-{len(shape)}", channels_last(module), [random(*shape)], affine(module))
for kind, shape in [(nn.InstanceNorm1d, (3, 5, 3)), (nn.InstanceNorm2d, (2, 3, 7, 17))]:
    module = filled(kind(shape[-1], eps=1e-3, affine=True))
    case(f"instanceNorm-{len(shape)}", channels_last(module), [random(*shape)], affine(module))

# ---- products and look-ups
for name, shape, units in [("rows", (5, 3), 2), ("one", (1, 1), 1), ("steps", (2, 3, 19), 17), ("images", (2, 1, 3, 5), 33)]:
    module = filled(nn.Linear(shape[-1], units))
    case(f"projection-{name}", module, [random(*shape)], [("weight", module.weight), ("bias", module.bias)], transposed=("weight",))
for padding, dimension in [(None, 3), (2, 5), (0, 19)]:
    module = filled(nn.Embedding(7, dimension, padding_idx=padding))
    if padding is not None:
        module.weight.data[padding] = 0
    ids = torch.tensor([[0., 2, 6, 2], [2, 2, 0, 5], [4, 0, 6, 6]])
    case(f"embedding-{'none' if padding is None else padding}", lambda i: module(i.long()), [ids], [("table", module.weight)], constant=(0,))

# ---- activations
for name, f in [("glu", F.glu), ("swiglu", lambda x: x.chunk(2, -1)[0] * F.silu(x.chunk(2, -1)[1])), ("geglu", lambda x: x.chunk(2, -1)[0] * F.gelu(x.chunk(2, -1)[1]))]:
    case(f"{name}-rows", f, [random(5, 6)])
    case(f"{name}-steps", f, [random(2, 3, 38)])
for shape in [(5, 3), (2, 3, 19), (3, 1)]:
    case(f"softmax-{len(shape)}-{shape[-1]}", nn.Softmax(-1), [random(*shape, low=-9, high=9)])
    case(f"logSoftmax-{len(shape)}-{shape[-1]}", nn.LogSoftmax(-1), [random(*shape, low=-9, high=9)])
for name, module, kinks in [("gelu", nn.GELU(), ()), ("mish", nn.Mish(), ()), ("selu", nn.SELU(), (0,)), ("leakyRelu", nn.LeakyReLU(0.3), (0,)), ("celu", nn.CELU(1.7), ()),
                            ("softShrink", nn.Softshrink(0.6), (-0.6, 0.6)), ("hardTanh", nn.Hardtanh(-1, 0.5), (-1, 0.5)), ("threshold", nn.Threshold(0.5, -3), (0.5,))]:
    case(f"activate-{name}", module, [away(random(3, 1, 19, low=-4, high=4), *kinks)])

# ---- compositions
inner = filled(nn.Sequential(nn.Linear(5, 5), nn.Tanh(), nn.LayerNorm(5, eps=1e-3)))
case("residual", lambda x: x + inner(x), [random(2, 3, 5)],
     [("0.weight", inner[0].weight), ("0.bias", inner[0].bias), ("2.gain", inner[2].weight), ("2.bias", inner[2].bias)], transposed=("0.weight",))
module = filled(nn.Linear(5, 3))
case("timeDistributed", module, [random(2, 4, 5)], [("weight", module.weight), ("bias", module.bias)], transposed=("weight",))
case("concatenate", lambda *x: torch.cat(x, -1), [random(2, 3, 1), random(2, 3, 19), random(2, 3, 2)])
three = [random(2, 19), random(2, 19), random(2, 19)]
case("add", lambda x, y, z: x + y + z, three)
case("multiply", lambda x, y, z: x * y * z, three)
case("average", lambda x, y, z: (x + y + z) / 3, three)
case("subtract", lambda x, y: x - y, three[:2])
case("maximum", lambda x, y: torch.maximum(x, y), three[:2])
case("minimum", lambda x, y: torch.minimum(x, y), three[:2])
case("dot-rows", lambda x, y: (x * y).sum(-1, keepdim=True), [random(3, 19), random(3, 19)])
case("dot-steps", lambda x, y: torch.bmm(x, y.transpose(1, 2)), [random(2, 3, 5), random(2, 4, 5)])
case("cosine-rows", lambda x, y: F.cosine_similarity(x, y, -1).unsqueeze(-1), [random(3, 19), random(3, 19)])
case("globalAverage", lambda x: F.adaptive_avg_pool2d(first(x), 1).flatten(1), [random(2, 3, 5, 19)])
case("globalAverage-masked", lambda x, m: (x * m.unsqueeze(-1)).sum(1) / m.sum(1, keepdim=True), [random(2, 5, 3), mask], constant=(1,))
case("permute", lambda x: x.permute(0, 3, 1, 2), [random(2, 3, 1, 5)])
case("repeat", lambda x: x.unsqueeze(1).expand(-1, 3, -1), [random(2, 19)])
