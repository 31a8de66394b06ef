"""Writes losses.txt: losses and their gradients as PyTorch computes them in float64.

Run:  python3 losses.py > losses.txt        (made with PyTorch 1.13, seed 31)

Each case is a line `case DESCRIPTION`, the loss as it stands in a file, then one line for each tensor, `NAME [EXTENT…] VALUE…`:
    output, target   what goes in, rounded to float32 before anything is computed
    each             the loss of each thing that was said
    r                weights of the scalar L = sum(r * each)
    gradient         of L by the output
    mean             the loss of the batch: torch's own reduction where it has the same one
    samples, weighted   sample weights, and the weighted mean over what was said
Where PyTorch has the loss, its function is called; the others are written down in tensor operations.
"""
import json
import math
import torch
import torch.nn.functional as F

torch.manual_seed(31)


def rounded(t):
    return t.to(torch.float32).to(torch.float64)


def uniform(*shape, low=-3.0, high=3.0):
    return rounded(torch.rand(shape, dtype=torch.float64) * (high - low) + low)


def line(name, t):
    values = " ".join("%.9g" % v for v in t.detach().reshape(-1).tolist())
    print(f"{name} [{','.join(map(str, t.shape))}] {values}".rstrip())


def case(description, function, output, target, counts=None, mean=None, rows=True):
    """counts: how much each thing counts, where that is not 1; mean: torch's own reduction"""
    x = output.clone().requires_grad_(True)
    each = function(x, target)
    r = uniform(*each.shape, low=0.1, high=1)
    (r * each).sum().backward()
    print("case " + json.dumps(description))
    line("output", output)
    line("target", target)
    line("each", each)
    line("r", r)
    line("gradient", x.grad)
    counts = torch.ones_like(each) if counts is None else counts
    line("mean", mean(output, target) if mean else each.sum() / counts.sum())
    if each.dim():
        s = uniform(each.shape[0], low=0, high=2)
        wide = s.reshape(-1, *[1] * (each.dim() - 1))
        line("samples", s)
        line("weighted", (wide * each).sum() / (wide * counts).sum())


print("# " + __doc__.strip().replace("\n", "\n# "))

# ---- numbers
SHAPES = [(1,), (5, 7), (2, 3, 4), (19, 1), (3, 33)]
for shape in SHAPES:
    x, t = uniform(*shape), uniform(*shape)
    case({"loss": "mean-squared-error"}, lambda x, t: F.mse_loss(x, t, reduction="none"), x, t, mean=F.mse_loss)
    case({"loss": "mean-absolute-error"}, lambda x, t: F.l1_loss(x, t, reduction="none"), x, t, mean=F.l1_loss)
    for delta in (0.5, 1.0, 2.5):
        case({"loss": "huber", "delta": delta}, lambda x, t: F.huber_loss(x, t, reduction="none", delta=delta), x, t,
             mean=lambda x, t: F.huber_loss(x, t, delta=delta))
    case({"loss": "log-cosh"}, lambda x, t: torch.log(torch.cosh(x - t)), x, t)
    case({"loss": "mean-squared-log-error"}, lambda x, t: F.mse_loss(torch.log1p(x), torch.log1p(t), reduction="none"), x.abs(), t.abs())
    away = torch.where(t >= 0, t + 0.5, t - 0.5)
    case({"loss": "mean-absolute-percentage-error"}, lambda x, t: 100 * ((x - t) / t).abs(), x, rounded(away))
    counted = torch.randint(0, 9, shape).to(torch.float64)
    case({"loss": "poisson"}, lambda x, t: F.poisson_nll_loss(x, t, reduction="none"), x, counted, mean=F.poisson_nll_loss)
    case({"loss": "poisson", "rates": True}, lambda x, t: F.poisson_nll_loss(x, t, log_input=False, reduction="none"), x.abs(), counted,
         mean=lambda x, t: F.poisson_nll_loss(x, t, log_input=False))
case({"loss": "log-cosh"}, lambda x, t: (x - t).abs() + torch.log1p(torch.exp(-2 * (x - t).abs())) - math.log(2),
     rounded(torch.tensor([1e4, -1e4, 60.0, 1e-3], dtype=torch.float64)), torch.zeros(4, dtype=torch.float64))

for shape in [(4,), (5, 2), (2, 3, 2)]:
    for quantiles in ([0.5], [0.1, 0.5, 0.9], [0.05, 0.95]):
        q = torch.tensor(quantiles, dtype=torch.float64)
        x, t = uniform(*shape, len(quantiles)), uniform(*shape)
        case({"loss": "quantile", "quantiles": quantiles},
             lambda x, t: torch.maximum(q * (t.unsqueeze(-1) - x), (q - 1) * (t.unsqueeze(-1) - x)), x, t)
    n = shape[-1]
    x, t = uniform(*shape[:-1], 2 * n), uniform(*shape)
    case({"loss": "gaussian-likelihood"}, lambda x, t: F.gaussian_nll_loss(x[..., :n], t, x[..., n:].exp(), eps=1e-12, reduction="none"), x, t,
         mean=lambda x, t: F.gaussian_nll_loss(x[..., :n], t, x[..., n:].exp(), eps=1e-12))

# ---- rows
for shape in [(1, 2), (4, 5), (2, 3, 19), (3, 1)]:
    n = shape[-1]
    x, t = uniform(*shape), rounded(torch.softmax(uniform(*shape), -1))
    case({"loss": "kl-divergence"}, lambda x, t: F.kl_div(F.log_softmax(x, -1), t, reduction="none").sum(-1), x, t)
    case({"loss": "kl-divergence", "outputs": "log-probabilities"}, lambda x, t: F.kl_div(x, t, reduction="none").sum(-1), rounded(F.log_softmax(x, -1)), t)
    case({"loss": "kl-divergence", "outputs": "probabilities"}, lambda x, t: F.kl_div(x.log(), t, reduction="none").sum(-1), rounded(F.softmax(x, -1)), t)
    case({"loss": "cosine-distance"}, lambda x, t: 1 - F.cosine_similarity(x, t, -1), x, uniform(*shape))


def multiclass(f):
    """torch wants the classes in the second place"""
    return lambda x, t: f(x.movedim(-1, 1).contiguous() if x.dim() > 1 else x, t)


for shape in [(1, 2), (4, 3), (2, 3, 5), (3, 19), (6, 1), (2, 2, 2, 3)]:
    n = shape[-1]
    x = uniform(*shape, low=-5, high=5)
    labels = torch.randint(0, n, shape[:-1])
    gone = torch.where(torch.rand(shape[:-1]) < 0.3, torch.full_like(labels, -100), labels)
    gone.reshape(-1)[0] = labels.reshape(-1)[0]
    weights = uniform(n, low=0.2, high=3)
    for smoothing in (0.0, 0.1):
        for w in (None, weights):
            for ignored in (None, -100):
                y = labels if ignored is None else gone
                description = {"loss": "cross-entropy", "smoothing": smoothing}
                if w is not None:
                    description["classWeights"] = [float("%.9g" % v) for v in w.tolist()]
                if ignored is not None:
                    description["ignored"] = ignored
                counts = torch.where(y == -100, torch.zeros(y.shape, dtype=torch.float64), (torch.ones(n, dtype=torch.float64) if w is None else w)[y.clamp(min=0)])
                case(description, multiclass(lambda x, t: F.cross_entropy(x, t.long(), weight=w, label_smoothing=smoothing, reduction="none")), x, y.to(torch.float64), counts,
                     multiclass(lambda x, t: F.cross_entropy(x, t.long(), weight=w, label_smoothing=smoothing)))
        q = rounded(torch.softmax(uniform(*shape), -1))
        case({"loss": "cross-entropy", "smoothing": smoothing}, lambda x, t: F.cross_entropy(x.movedim(-1, 1), t.movedim(-1, 1), label_smoothing=smoothing, reduction="none"), x, q, q.sum(-1))
        case({"loss": "cross-entropy", "smoothing": smoothing, "classWeights": [float("%.9g" % v) for v in weights.tolist()]},
             lambda x, t: F.cross_entropy(x.movedim(-1, 1), t.movedim(-1, 1), weight=weights, label_smoothing=smoothing, reduction="none"), x, q, (q * weights).sum(-1))
    case({"loss": "cross-entropy", "outputs": "log-probabilities"}, multiclass(lambda x, t: F.nll_loss(x, t.long(), reduction="none")), rounded(F.log_softmax(x, -1)), labels.to(torch.float64))
    case({"loss": "cross-entropy", "outputs": "probabilities"}, multiclass(lambda x, t: F.nll_loss(x.log(), t.long(), reduction="none")), rounded(F.softmax(x, -1)), labels.to(torch.float64))
    for gamma in (0.0, 2.0, 0.5):
        def focal(x, t):
            l = F.log_softmax(x, -1).gather(-1, t.long().unsqueeze(-1)).squeeze(-1)
            return -(1 - l.exp()) ** gamma * l
        if n > 1:
            case({"loss": "focal", "gamma": gamma}, focal, x, labels.to(torch.float64))
    if n > 1:
        def hinge(x, t):
            right = x.gather(-1, t.long().unsqueeze(-1))
            rest = x.masked_fill(F.one_hot(t.long(), n).bool(), -math.inf)
            return (1 + rest.max(-1).values - right.squeeze(-1)).clamp(min=0)
        case({"loss": "categorical-hinge"}, hinge, x, labels.to(torch.float64))

extreme = rounded(torch.tensor([[1e4, 0, -1e4], [1e4, 0, -1e4], [88.0, -88.0, 87.0], [-1e4, -1e4, -1e4]], dtype=torch.float64))
case({"loss": "cross-entropy"}, lambda x, t: F.cross_entropy(x, t.long(), reduction="none"), extreme, torch.tensor([0.0, 2.0, 1.0, 1.0], dtype=torch.float64))
case({"loss": "focal", "gamma": 2.0}, lambda x, t: (lambda l: -(1 - l.exp()) ** 2 * l)(F.log_softmax(x, -1).gather(-1, t.long().unsqueeze(-1)).squeeze(-1)), extreme,
     torch.tensor([0.0, 2.0, 1.0, 1.0], dtype=torch.float64))

# ---- yes or no
for shape in [(1,), (6, 1), (5, 7), (2, 3, 4)]:
    x, t = uniform(*shape, low=-6, high=6), torch.randint(0, 2, shape).to(torch.float64)
    soft = uniform(*shape, low=0, high=1)
    for target in (t, soft):
        case({"loss": "binary-cross-entropy"}, lambda x, t: F.binary_cross_entropy_with_logits(x, t, reduction="none"), x, target, mean=F.binary_cross_entropy_with_logits)
        case({"loss": "binary-cross-entropy", "outputs": "probabilities"}, lambda x, t: F.binary_cross_entropy(x, t, reduction="none"), rounded(torch.sigmoid(x)), target,
             mean=F.binary_cross_entropy)
        case({"loss": "binary-cross-entropy", "smoothing": 0.2}, lambda x, t: F.binary_cross_entropy_with_logits(x, 0.8 * t + 0.1, reduction="none"), x, target)
        case({"loss": "binary-cross-entropy", "classWeights": [1.0, 2.5]},
             lambda x, t: F.binary_cross_entropy_with_logits(x, t, pos_weight=torch.tensor(2.5), reduction="none"), x, target, counts=1 + 1.5 * target)
    gone = torch.where(torch.rand(shape) < 0.3, torch.full_like(t, -1), t)
    gone.reshape(-1)[0] = 1
    case({"loss": "binary-cross-entropy", "ignored": -1, "classWeights": [0.5, 2.0], "smoothing": 0.1},
         lambda x, t: torch.where(t < 0, torch.zeros_like(x), 0.5 * F.binary_cross_entropy_with_logits(x, 0.9 * t.clamp(min=0) + 0.05, pos_weight=torch.tensor(4.0), reduction="none")),
         x, gone, counts=torch.where(gone < 0, torch.zeros_like(gone), 0.5 + 1.5 * gone))
    for gamma, alpha in ((2.0, 0.25), (2.0, None), (0.0, None), (0.5, 0.6)):
        def binary_focal(x, t):
            p = torch.sigmoid(x)
            p_t = p * t + (1 - p) * (1 - t)
            each = F.binary_cross_entropy_with_logits(x, t, reduction="none") * (1 - p_t) ** gamma
            return each if alpha is None else (alpha * t + (1 - alpha) * (1 - t)) * each
        case({"loss": "binary-focal", "gamma": gamma, **({} if alpha is None else {"alpha": alpha})}, binary_focal, x, t)
    sign = 2 * t - 1
    case({"loss": "hinge"}, lambda x, t: (1 - (2 * t - 1) * x).clamp(min=0), x, t)
    case({"loss": "squared-hinge"}, lambda x, t: (1 - (2 * t - 1) * x).clamp(min=0) ** 2, x, t)
case({"loss": "binary-cross-entropy"}, lambda x, t: F.binary_cross_entropy_with_logits(x, t, reduction="none"),
     rounded(torch.tensor([1e4, -1e4, 1e4, -1e4, 20.0, -20.0, 88.0, 0.0], dtype=torch.float64)), torch.tensor([1.0, 1, 0, 0, 1, 0, 1, 0], dtype=torch.float64),
     mean=F.binary_cross_entropy_with_logits)

# ---- sequences; the labels -1 are no labels
for batch, time, classes, targets, blank in [(1, 1, 2, [[]], 0), (1, 4, 3, [[1]], 0), (2, 7, 4, [[1, 2, 3], [2, 2]], 0), (3, 6, 5, [[1, 1, 3], [4], []], 0),
                                             (2, 12, 6, [[5, 5, 5, 1], [1, 2, 3, 4, 5]], 0), (2, 5, 4, [[0, 1, 0], [2, 2]], 3), (1, 40, 11, [[3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5]], 0)]:
    longest = max(1, max(map(len, targets)))
    padded = torch.full((batch, longest), -1.0, dtype=torch.float64)
    for i, labels in enumerate(targets):
        padded[i, :len(labels)] = torch.tensor(labels, dtype=torch.float64)
    lengths = torch.tensor([len(labels) for labels in targets])
    flat = torch.tensor(sum(targets, []), dtype=torch.long)
    case({"loss": "ctc", "blank": blank}, lambda x, t: F.ctc_loss(F.log_softmax(x, -1).transpose(0, 1), flat, torch.full((batch,), time), lengths, blank=blank, reduction="none"),
         uniform(batch, time, classes), padded)
