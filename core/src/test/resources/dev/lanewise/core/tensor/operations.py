"""Writes operations.txt: values and gradients of tensor operations as PyTorch computes them in float64.

Run:  python3 operations.py > operations.txt        (made with PyTorch 1.13, seed 20)

Each case is a line `case OPERATION ARGUMENTS…`, then one line for each operand, for the weights r of the scalar L = sum(r * result),
for the result and for the gradient of L by each operand that has one:
    operand NAME [EXTENT…] VALUE…
Operands are rounded to float32 before anything is computed.
"""
import itertools
import math
import torch
import torch.nn.functional as F

torch.manual_seed(20)


def rounded(t):
    return t.to(torch.float32).to(torch.float64)


def uniform(*shape, low=-2.0, high=2.0):
    return rounded(torch.rand(shape, dtype=torch.float64) * (high - low) + low)


def away(t, *kinks, distance=0.06):
    """Moves what is too close to a kink, so that differences can be taken on one side of it."""
    for kink in kinks:
        near = (t - kink).abs() < distance
        t = torch.where(near, torch.full_like(t, kink + 2 * distance), t)
    return rounded(t)


def line(kind, name, t):
    values = " ".join("%.9g" % v for v in t.detach().reshape(-1).tolist())
    print(f"{kind} {name} [{','.join(map(str, t.shape))}] {values}".rstrip())


def case(title, function, *operands, constant=()):
    """operands: tensors; constant: indices of those without a gradient."""
    leaves = [t.clone().requires_grad_(i not in constant) for i, t in enumerate(operands)]
    y = function(*leaves)
    r = uniform(*y.shape, low=-1, high=1)
    if y.requires_grad:
        (r * y).sum().backward()
    print(f"case {title}")
    for i, t in enumerate(operands):
        line("operand", f"x{i}", t)
    line("weights", "r", r)
    line("result", "y", y)
    for i, t in enumerate(leaves):
        if i not in constant:
            line("gradient", f"x{i}", t.grad if t.grad is not None else torch.zeros_like(t))


print("# " + __doc__.strip().replace("\n", "\n# "))

# ---- arithmetic with broadcasting
SHAPES = [((3, 5), (3, 5)), ((3, 19), (19,)), ((19,), (3, 19)), ((3, 5), (3, 1)), ((3, 1), (1, 5)), ((2, 3, 4), (2, 1, 4)),
          ((2, 1, 4), (3, 1)), ((2, 3, 4), ()), ((), (2, 3)), ((7,), (1,)), ((1,), (7,)), ((1, 1, 1), (2, 3, 1)),
          ((2, 3, 1, 5), (3, 4, 1)), ((), ()), ((0, 3), (3,)), ((2, 0), (2, 1)), ((1, 4), (0, 4)), ((4, 1, 6), (4, 6, 6))]
for name, f in [("plus", lambda x, y: x + y), ("minus", lambda x, y: x - y), ("times", lambda x, y: x * y), ("dividedBy", lambda x, y: x / y)]:
    for xs, ys in SHAPES:
        y = uniform(*ys)
        if name == "dividedBy":
            y = rounded(torch.where(y >= 0, y + 0.5, y - 0.5))
        case(name, f, uniform(*xs), y)

# ---- functions of each element
def wide(*kinks, n=37):
    return away(uniform(n, low=-7.5, high=7.5), *kinks)


POSITIVE = uniform(37, low=0.3, high=4)
selu = torch.selu
FUNCTIONS = {
    "IDENTITY": (lambda x: x * 1, wide()), "EXP": (torch.exp, uniform(37)), "LOG": (torch.log, POSITIVE), "SQRT": (torch.sqrt, POSITIVE),
    "SQUARE": (torch.square, wide()), "ABS": (torch.abs, wide(0)), "RECIPROCAL": (torch.reciprocal, POSITIVE), "SIN": (torch.sin, wide()),
    "COS": (torch.cos, wide()), "TANH": (torch.tanh, wide()), "SIGMOID": (torch.sigmoid, wide()),
    "HARD_SIGMOID": (lambda x: torch.clamp(x * 0.2 + 0.5, 0, 1), wide(-2.5, 2.5)), "RELU": (torch.relu, wide(0)), "RELU6": (F.relu6, wide(0, 6)),
    "LEAKY_RELU": (lambda x: F.leaky_relu(x, 0.01), wide(0)), "ELU": (F.elu, wide()), "SELU": (selu, wide(0)), "GELU": (F.gelu, wide()),
    "GELU_TANH": (lambda x: F.gelu(x, approximate="tanh"), wide()), "SILU": (F.silu, wide()), "MISH": (F.mish, wide()),
    "SOFTPLUS": (F.softplus, wide()), "SOFTSIGN": (F.softsign, wide()),
}
for name, (f, x) in FUNCTIONS.items():
    case(f"map {name}", f, x)
case("map TANH", torch.tanh, uniform(0))
case("affine 2.5 -0.75", lambda x: x * 2.5 - 0.75, uniform(3, 7))

# ---- products
for xs, ys in [((3, 5), (5, 4)), ((1, 1), (1, 1)), ((17, 33), (33, 19)), ((2, 3, 5), (5, 4)), ((2, 3, 5), (2, 5, 4)), ((2, 3, 2, 5), (2, 3, 5, 7)),
               ((5,), (5, 4)), ((0, 5), (5, 4)), ((3, 0), (0, 4)), ((3, 5), (5, 0)), ((2, 0, 5), (2, 5, 3)), ((0, 3, 5), (0, 5, 2)), ((2, 3, 0), (2, 0, 4))]:
    y = uniform(*ys)
    case("matmul", lambda x, y: x @ y, uniform(*xs), y)
    case("matmulTransposed", lambda x, y: x @ y.transpose(-1, -2), uniform(*xs), rounded(y.transpose(-1, -2).contiguous()))

# ---- reductions
for shape in [(19,), (3, 5), (2, 3, 4), (2, 1, 3, 5), (3, 0, 2)]:
    for axis in range(-len(shape), len(shape)):
        case(f"sum {axis}", lambda x: x.sum(axis), uniform(*shape))
        if 0 not in shape:
            case(f"mean {axis}", lambda x: x.mean(axis), uniform(*shape))
for shape in [(), (19,), (2, 3, 4)]:
    case("sum", lambda x: x.sum(), uniform(*shape))
    case("mean", lambda x: x.mean(), uniform(*shape))
case("sum", lambda x: x.sum(), uniform(0, 3))
for shape in [(1,), (19,), (3, 5), (2, 3, 4), (3, 1), (0, 4)]:
    case("softmax", lambda x: x.softmax(-1), uniform(*shape, low=-6, high=6))
    case("logSoftmax", lambda x: x.log_softmax(-1), uniform(*shape, low=-6, high=6))

# ---- form
case("reshape 4 6", lambda x: x.reshape(4, 6), uniform(2, 3, 4))
case("reshape 24", lambda x: x.reshape(24), uniform(2, 3, 4))
case("transpose 1 0", lambda x: x.permute(1, 0), uniform(17, 9))
for axes in itertools.permutations(range(3)):
    case("transpose " + " ".join(map(str, axes)), lambda x: x.permute(*axes), uniform(2, 3, 4))
case("transpose 2 0 3 1", lambda x: x.permute(2, 0, 3, 1), uniform(2, 3, 4, 5))
case("transpose 1 0", lambda x: x.permute(1, 0), uniform(0, 3))
case("transpose", lambda x: x * 1, uniform())
case("slice 0 1 3", lambda x: x[1:3], uniform(4, 3))
case("slice 1 0 2", lambda x: x[:, 0:2], uniform(2, 5, 3))
case("slice -1 1 4", lambda x: x[..., 1:4], uniform(2, 3, 4))
case("slice 1 2 2", lambda x: x[:, 2:2], uniform(2, 5, 3))
case("concatenate 0", lambda *p: torch.cat(p, 0), uniform(2, 3), uniform(1, 3), uniform(4, 3))
case("concatenate 1", lambda *p: torch.cat(p, 1), uniform(2, 3, 2), uniform(2, 1, 2))
case("concatenate -1", lambda *p: torch.cat(p, -1), uniform(2, 3, 2), uniform(2, 3, 0), uniform(2, 3, 5))

# ---- fused
ids = torch.tensor([[1, 4, 1], [0, 1, 4]])
case("gather", lambda t, i: t[i.long()], uniform(5, 3), ids.to(torch.float64), constant=(1,))
case("gather", lambda t, i: t[i.long()], uniform(5, 19), torch.tensor([3.0, 3.0, 3.0, 0.0], dtype=torch.float64), constant=(1,))
case("gather", lambda t, i: t[i.long()], uniform(5, 2), torch.zeros(0, dtype=torch.float64), constant=(1,))

ACTIVATIONS = [(a, f, k) for a, f, k in [
    ("IDENTITY", lambda z: z * 1, ()), ("RELU", torch.relu, (0,)), ("RELU6", F.relu6, (0, 6)), ("LEAKY_RELU", lambda z: F.leaky_relu(z, 0.01), (0,)),
    ("ELU", F.elu, (0,)), ("SELU", selu, (0,)), ("TANH", torch.tanh, ()), ("SIGMOID", torch.sigmoid, ()),
    ("HARD_SIGMOID", FUNCTIONS["HARD_SIGMOID"][0], (-2.5, 2.5)), ("GELU", F.gelu, ()), ("GELU_TANH", FUNCTIONS["GELU_TANH"][0], ()),
    ("SILU", F.silu, ()), ("MISH", F.mish, ()), ("SOFTPLUS", F.softplus, ()), ("SOFTSIGN", F.softsign, ()), ("EXPONENTIAL", torch.exp, ())]]


def affine_away_from(kinks, xs, units, bias):
    """Operands whose x · w + b keeps away from the kinks."""
    while True:
        x, w, b = uniform(*xs, low=-1, high=1), uniform(xs[-1], units, low=-1, high=1), uniform(units, low=-1, high=1)
        z = x @ w + b if bias else x @ w
        if all(((z - kink).abs() > 0.03).all() for kink in kinks):
            return (x, w, b) if bias else (x, w)


for name, f, kinks in ACTIVATIONS:
    case(f"linear {name}", lambda x, w, b: f(x @ w + b), *affine_away_from(kinks, (4, 5), 3, True))
    case(f"linear {name}", lambda x, w: f(x @ w), *affine_away_from(kinks, (2, 2, 3), 5, False))
case("linear TANH", lambda x, w, b: torch.tanh(x @ w + b), uniform(9, 18, low=-1, high=1), uniform(18, 11, low=-1, high=1), uniform(11))
case("linear SILU", lambda x, w, b: F.silu(x @ w + b), uniform(0, 5), uniform(5, 3), uniform(3))
case("linear IDENTITY", lambda x, w, b: x @ w + b, uniform(5), uniform(5, 3), uniform(3))

for shape in [(4, 5), (2, 3, 19), (3, 1), (0, 4), (6,)]:
    n = shape[-1]
    case("layerNorm 1e-3", lambda x, g, b: F.layer_norm(x, (n,), g, b, 1e-3), uniform(*shape), uniform(n), uniform(n))


def batch_norm(x, g, b):
    """The biased variance of the batch normalises, as everywhere; so it does the running statistics here, as in Keras."""
    rows = x.reshape(-1, x.shape[-1])
    mean, variance = rows.mean(0), rows.var(0, unbiased=False)
    return (x - mean) / (variance + 1e-3).sqrt() * g + b


for shape in [(6, 5), (2, 3, 4, 3), (5, 19)]:
    n = shape[-1]
    case("batchNorm 1e-3", batch_norm, uniform(*shape), uniform(n), uniform(n))
    case("batchNormRunning 1e-3", lambda x, g, b, m, v: (x - m) / (v + 1e-3).sqrt() * g + b, uniform(*shape), uniform(n), uniform(n),
         uniform(n), uniform(n, low=0.3, high=2), constant=(3, 4))

for shape in [(4, 3), (2, 3, 5), (3, 19), (1, 2), (3, 1)]:
    labels = torch.randint(0, shape[-1], shape[:-1])
    case("crossEntropy", lambda z, y: F.cross_entropy(z.reshape(-1, shape[-1]), y.long().reshape(-1)), uniform(*shape, low=-5, high=5),
         labels.to(torch.float64), constant=(1,))

# ---- several at once: a tensor used twice, views that share a gradient, a small network
case("composite twice", lambda x: x * x + x * 3 - x / (x * x + 1), uniform(3, 5))
case("composite views", lambda x: x.reshape(6, 4).sum(0) * x.reshape(4, 6).permute(1, 0).sum(0), uniform(2, 3, 4))
case("composite network", lambda x, w, v: F.log_softmax(torch.tanh(x @ w) @ v + x @ w, -1), uniform(5, 4), uniform(4, 3), uniform(3, 3))
case("composite attention", lambda q, k, v: torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(3), -1) @ v, uniform(2, 5, 3), uniform(2, 4, 3), uniform(2, 4, 6))

# ---- added later, at the end, so that the numbers before stay what they were
case("map ERF", torch.erf, wide())

# ---- the complete set: pairs, functions, curves, reductions, forms, look-ups
PAIR_SHAPES = [((3, 5), (3, 5)), ((3, 19), (19,)), ((3, 5), (3, 1)), ((2, 1, 4), (3, 1)), ((2, 3), ()), ((), (2, 3)), ((0, 3), (3,))]
for xs, ys in PAIR_SHAPES:
    case("power", lambda x, y: x ** y, uniform(*xs, low=0.3, high=3), uniform(*ys))
    x, y = uniform(*xs), uniform(*ys)
    x = rounded(torch.where((x - y).abs() < 0.06, x + 0.2, x))
    case("maximum", torch.maximum, x, y)
    case("minimum", torch.minimum, x, y)
    y = rounded(torch.where(uniform(*ys) >= 0, y.abs() + 0.7, -y.abs() - 0.7))
    q = x / y
    x = rounded(torch.where((q - q.round()).abs() < 0.06, x + 0.2 * y, x))
    case("remainder", torch.remainder, x, y)
case("maximum", torch.maximum, torch.tensor([1., 2., 2.]).double(), torch.tensor([1., 3., 2.]).double())

UNIT = uniform(37, low=-0.9, high=0.9)
STEPS = away(uniform(37, low=-3, high=3), -3, -2, -1, 0, 1, 2, 3, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5)
for name, f, x in [("log1p", torch.log1p, UNIT), ("expm1", torch.expm1, wide()), ("rsqrt", torch.rsqrt, POSITIVE), ("floor", torch.floor, STEPS),
                   ("ceil", torch.ceil, STEPS), ("round", torch.round, STEPS), ("truncate", torch.trunc, STEPS), ("sign", torch.sign, STEPS),
                   ("heaviside", lambda x: torch.heaviside(x.detach(), torch.ones(1).double()) + 0 * x, STEPS), ("tan", torch.tan, UNIT), ("asin", torch.asin, UNIT), ("acos", torch.acos, UNIT),
                   ("atan", torch.atan, wide()), ("sinh", torch.sinh, uniform(37)), ("cosh", torch.cosh, uniform(37)), ("asinh", torch.asinh, wide()),
                   ("acosh", torch.acosh, uniform(37, low=1.2, high=5)), ("atanh", torch.atanh, UNIT)]:
    case(f"function {name}", f, x)
case("powerOf 2.5", lambda x: x ** 2.5, POSITIVE)
case("powerOf -2", lambda x: x ** -2, away(wide(), 0, distance=0.3))
case("powerOf 3", lambda x: x ** 3, uniform(2, 3, 3))
case("clip -1 2.5", lambda x: x.clamp(-1, 2.5), wide(-1, 2.5))

for name, f, kinks in [("leakyRelu 0.3", lambda x: F.leaky_relu(x, 0.3), (0,)), ("elu 0.7", lambda x: F.elu(x, 0.7), (0,)), ("celu 1.7", lambda x: F.celu(x, 1.7), ()),
                       ("softplus 1.5", lambda x: F.softplus(x, 1.5), ()), ("softShrink 0.6", lambda x: F.softshrink(x, 0.6), (-0.6, 0.6)),
                       ("hardShrink 0.6", lambda x: F.hardshrink(x, 0.6), (-0.6, 0.6)), ("threshold 0.5 -3", lambda x: F.threshold(x, 0.5, -3), (0.5,)),
                       ("hardTanh -1 1", F.hardtanh, (-1, 1)), ("hardTanh -2 0.5", lambda x: F.hardtanh(x, -2, 0.5), (-2, 0.5)),
                       ("hardSigmoid 0.16666667 0.5", F.hardsigmoid, (-3, 3)), ("hardSigmoid 0.2 0.5", FUNCTIONS["HARD_SIGMOID"][0], (-2.5, 2.5))]:
    case(f"curve {name}", f, wide(*kinks))
case("prelu", lambda x, a: torch.where(x > 0, x, a * x), away(uniform(2, 4, 3), 0), uniform(3))
case("softmin", lambda x: F.softmin(x, -1), uniform(3, 5))
for gate, f in [("SIGMOID", torch.sigmoid), ("SILU", F.silu), ("GELU", F.gelu)]:
    case(f"gated {gate}", lambda x: x[..., :3] * f(x[..., 3:]), uniform(2, 2, 6))
for axis in range(3):
    case(f"softmaxOver {axis}", lambda x: x.softmax(axis), uniform(2, 3, 4))
    case(f"logSoftmaxOver {axis}", lambda x: x.log_softmax(axis), uniform(2, 3, 4))


def apart(*shape):
    """Numbers that differ by more than a difference quotient moves them."""
    n = math.prod(shape)
    return rounded((torch.randperm(n).to(torch.float64) * 0.11 - 0.05 * n).reshape(shape))


for shape, axes in [((19,), (0,)), ((3, 5), (1,)), ((2, 3, 4), (0, 2)), ((2, 3, 4), (0, 1, 2)), ((2, 3, 4, 2), (1, 2)), ((2, 3, 4, 2), (0, 1, -1)), ((2, 3, 1), (-1,))]:
    for kept in [False, True]:
        arguments = ("kept " if kept else "gone ") + " ".join(map(str, axes))
        case(f"reduce sum {arguments}", lambda x: x.sum(axes, keepdim=kept), uniform(*shape))
        case(f"reduce mean {arguments}", lambda x: x.mean(axes, keepdim=kept), uniform(*shape))
        case(f"reduce max {arguments}", lambda x: x.amax(axes, keepdim=kept), apart(*shape))
        case(f"reduce min {arguments}", lambda x: x.amin(axes, keepdim=kept), apart(*shape))
        case(f"reduce variance0 {arguments}", lambda x: x.var(axes, unbiased=False, keepdim=kept), uniform(*shape))
        if shape != (2, 3, 1):
            case(f"reduce variance1 {arguments}", lambda x: x.var(axes, unbiased=True, keepdim=kept), uniform(*shape))
        case(f"reduce logSumExp {arguments}", lambda x: x.logsumexp(axes, keepdim=kept), uniform(*shape, low=-6, high=6))
        case(f"reduce norm1 {arguments}", lambda x: x.abs().sum(axes, keepdim=kept), away(uniform(*shape), 0))
        case(f"reduce norm2 {arguments}", lambda x: x.square().sum(axes, keepdim=kept).sqrt(), away(uniform(*shape), 0))
        case(f"reduce norm3 {arguments}", lambda x: (x.abs() ** 3).sum(axes, keepdim=kept) ** (1 / 3), away(uniform(*shape), 0))
        if len(axes) == 1:
            case(f"reduce product {arguments}", lambda x: x.prod(axes[0], keepdim=kept), away(uniform(*shape, low=-1.5, high=1.5), 0))
case("reduce product gone 0", lambda x: x.prod(0), torch.tensor([[2., 0., 3.], [0., 0., 1.5], [-1., 4., 0.5]]).double())
case("reduce sum gone 1", lambda x: x.sum(1), uniform(2, 0, 3))
case("reduce norm2 gone 1", lambda x: x.norm(2, 1), torch.tensor([[0., 0.], [3., 4.]]).double())

for shape, axis in [((7,), 0), ((2, 3, 4), 1), ((2, 3, 4), -1), ((0, 3), 1), ((2, 0), 1)]:
    case(f"cumulativeSum {axis}", lambda x: x.cumsum(axis), uniform(*shape))
    case(f"cumulativeProduct {axis}", lambda x: x.cumprod(axis), uniform(*shape))
case("cumulativeProduct 0", lambda x: x.cumprod(0), torch.tensor([2., 0., 3., 0., 1.5]).double())

for shape, axis, start, end, step in [((7,), 0, 1, 7, 2), ((7,), 0, 6, -1, -1), ((7,), 0, 5, 0, -2), ((2, 5, 3), 1, 0, 5, 3), ((2, 5, 3), -2, 4, -1, -3), ((2, 5), 1, 2, 2, 1)]:
    picked = list(range(start, end, step))
    case(f"sliceStep {axis} {start} {end} {step}", lambda x: x.index_select(axis, torch.tensor(picked, dtype=torch.long)), uniform(*shape))
case("flip 0", lambda x: x.flip(0), uniform(3, 4))
case("flip 0 -1", lambda x: x.flip(0, -1), uniform(3, 4, 2))
case("flip 1", lambda x: x.flip(1), uniform(3, 0))
case("expand 2 3 4", lambda x: x.expand(2, 3, 4), uniform(3, 1))
case("expand 2 3", lambda x: x.expand(2, 3), uniform())
case("expand 0 3", lambda x: x.expand(0, 3), uniform(1, 3))
case("tile 2 3", lambda x: x.repeat(2, 3), uniform(3, 2))
case("tile 1 2 0", lambda x: x.repeat(1, 2, 0), uniform(2, 1, 3))
case("diagonal", lambda x: x.diagonal(dim1=-2, dim2=-1), uniform(2, 3, 4))
case("windows 1 3 2", lambda x: x.unfold(1, 3, 2), uniform(2, 8, 2))
case("windows -1 2 1", lambda x: x.unfold(-1, 2, 1), uniform(3, 5))
for mode, theirs in [("reflect", "reflect"), ("replicate", "replicate"), ("wrap", "circular")]:
    case(f"pad {mode} 2 1 2", lambda x: F.pad(x, (1, 2), mode=theirs), uniform(2, 3, 4))
case("pad constant 0 1 2", lambda x: F.pad(x, (0, 0, 1, 2), value=0.5), uniform(3, 4))
case("pad constant 1 0 3", lambda x: F.pad(x, (0, 3), value=0.5), uniform(2, 0))
case("unsqueeze 1", lambda x: x.unsqueeze(1), uniform(2, 3))
case("unsqueeze -1", lambda x: x.unsqueeze(-1), uniform(2, 3))
case("squeeze 1", lambda x: x.squeeze(1), uniform(2, 1, 3))
case("stack 0", lambda *p: torch.stack(p, 0), uniform(2, 3), uniform(2, 3))
case("stack -1", lambda *p: torch.stack(p, -1), uniform(2, 3), uniform(2, 3), uniform(2, 3))
case("splitSecond 1 1 3 1", lambda x: x.split([1, 3, 1], 1)[1], uniform(2, 5, 2))
case("where", lambda c, x, y: torch.where(c != 0, x, y), torch.tensor([[1., 0., 1.], [0., 0., 1.]]).double(), uniform(2, 3), uniform(2, 3), constant=(0,))
case("where", lambda c, x, y: torch.where(c != 0, x, y), torch.tensor([[1.], [0.]]).double(), uniform(3), uniform(), constant=(0,))


def ids_below(n, *shape):
    return torch.randint(0, n, shape).to(torch.float64)


case("select 1", lambda x, i: x[:, i.long()], uniform(2, 5, 3), ids_below(5, 2, 4), constant=(1,))
case("select 0", lambda x, i: x[i.long()], uniform(4), ids_below(4, 3), constant=(1,))
case("select -1", lambda x, i: x[..., i.long()], uniform(2, 3, 4), ids_below(4), constant=(1,))
for axis, shape in [(0, (2, 3, 4)), (1, (2, 6, 4)), (2, (2, 3, 7))]:
    case(f"along {axis}", lambda x, i: x.gather(axis, i.long()), uniform(2, 3, 4), ids_below((2, 3, 4)[axis], *shape), constant=(1,))
    case(f"addAlong {axis}", lambda x, i, u: x.scatter_add(axis, i.long(), u), uniform(2, 3, 4), ids_below((2, 3, 4)[axis], *shape), uniform(*shape), constant=(1,))
places = torch.stack([torch.randperm(5)[:3] for _ in range(8)], 1).reshape(3, 2, 4).transpose(0, 1).contiguous().to(torch.float64)
case("putAlong 1", lambda x, i, u: x.scatter(1, i.long(), u), uniform(2, 5, 4), places, uniform(2, 3, 4), constant=(1,))
case("addRows", lambda x, i, u: x.index_add(0, i.long(), u), uniform(5, 3), torch.tensor([4., 0., 4.]).double(), uniform(3, 3), constant=(1,))
case("putRows", lambda x, i, u: x.index_copy(0, i.long(), u), uniform(5, 3), torch.tensor([4., 0.]).double(), uniform(2, 3), constant=(1,))
for axis in [0, 1, -1]:
    case(f"ascending {axis}", lambda x: x.sort(axis)[0], apart(3, 4, 5))
    case(f"descending {axis}", lambda x: x.sort(axis, descending=True)[0], apart(3, 4, 5))
    case(f"largest {axis} 2", lambda x: x.topk(2, axis)[0], apart(3, 4, 5))
    case(f"smallest {axis} 2", lambda x: x.topk(2, axis, largest=False)[0], apart(3, 4, 5))
for k in [-2, 0, 1, 5]:
    case(f"lower {k}", lambda x: x.tril(k), uniform(2, 3, 4))
    case(f"upper {k}", lambda x: x.triu(k), uniform(2, 3, 4))

for xs, ys in [((2, 1, 3, 5), (4, 5, 2)), ((3, 5), (2, 5, 4)), ((5,), (2, 5, 4)), ((2, 3, 5), (5,)), ((5,), (5,)), ((1, 3, 5), (2, 5, 4)), ((2, 1, 3, 5), (1, 0, 5, 2))]:
    case("matmul", lambda x, y: x @ y, uniform(*xs), uniform(*ys))
for equation, *shapes in [("ij,jk->ik", (3, 4), (4, 5)), ("bij,bjk->bik", (2, 3, 4), (2, 4, 5)), ("ij->ji", (3, 4)), ("ij->", (3, 4)), ("ij->j", (3, 4)), ("ii->i", (4, 4)),
                          ("ii", (3, 3)), ("i,j->ij", (3,), (4,)), ("bhqd,bhkd->bhqk", (2, 2, 3, 4), (2, 2, 5, 4)), ("ij,kj", (3, 4), (2, 4)), ("i,i", (5,), (5,)),
                          ("ij,jk,kl->il", (2, 3), (3, 4), (4, 2)), ("bijj->ib", (2, 3, 4, 4)), ("ijk,k->ij", (2, 3, 4), (4,)), ("ab,cb->ca", (2, 3), (4, 3))]:
    case(f"einsum {equation}", lambda *x: torch.einsum(equation, *x), *[uniform(*shape) for shape in shapes])

# ---- normalisations over other axes
for shape in [(4, 5), (2, 3, 19), (0, 3)]:
    n = shape[-1]
    case("rmsNorm 1e-3", lambda x, g: x / (x.square().mean(-1, keepdim=True) + 1e-3).sqrt() * g, uniform(*shape), uniform(n))
for shape, groups in [((2, 3, 4), 2), ((2, 3, 2, 6), 3), ((3, 5, 4), 4), ((2, 4, 3), 1)]:
    c = shape[-1]
    case(f"groupNorm {groups} 1e-3", lambda x, g, b: F.group_norm(x.movedim(-1, 1), groups, g, b, 1e-3).movedim(1, -1), uniform(*shape), uniform(c), uniform(c))


def masked_batch_norm(x, g, b, k):
    rows, kept = x.reshape(-1, x.shape[-1]), k.reshape(-1, 1)
    mean = (rows * kept).sum(0) / kept.sum()
    variance = ((rows - mean).square() * kept).sum(0) / kept.sum()
    return (x - mean) / (variance + 1e-3).sqrt() * g + b


case("batchNormMasked 1e-3", masked_batch_norm, uniform(3, 4, 5), uniform(5), uniform(5),
     torch.tensor([[1., 1., 1., 0.], [1., 0., 0., 0.], [1., 1., 0., 0.]]).double(), constant=(3,))
case("einsum ...ij,...jk->...ik", lambda *x: torch.einsum("...ij,...jk->...ik", *x), uniform(2, 2, 3, 4), uniform(2, 2, 4, 5))
case("einsum ...ii->...i", lambda *x: torch.einsum("...ii->...i", *x), uniform(3, 4, 4))

# ---- activations that came later
for name, f, kinks in [("HARD_SIGMOID6", F.hardsigmoid, (-3, 3)), ("HARD_SWISH", F.hardswish, (-3, 3)), ("HARD_TANH", F.hardtanh, (-1, 1)),
                       ("LOG_SIGMOID", F.logsigmoid, ()), ("SQUARED_RELU", lambda x: torch.relu(x) ** 2, (0,))]:
    case(f"map {name}", f, wide(*kinks))
    case(f"linear {name}", lambda x, w, b: f(x @ w + b), *affine_away_from(kinks, (4, 5), 3, True))
case("curve tanhShrink", F.tanhshrink, wide())
