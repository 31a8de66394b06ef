"""Writes recurrent-pytorch.txt: outputs, last states and gradients of PyTorch's recurrent layers in float64.

python3 recurrent-pytorch.py > recurrent-pytorch.txt

Names are CASE.layer.direction.WEIGHT for weights in our layout ([in, gates], LSTM i f c o, GRU z r h), and a d before what is a gradient. The loss is
sum(r * y) + sum(q * last states); padded steps of packed cases have no part in it. Random values are rounded to three digits.
"""
import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

torch.manual_seed(7)
torch.set_default_dtype(torch.float64)
BATCH, TIME, FEATURES, UNITS = 3, 4, 2, 3
LENGTHS = [2, 4, 1]


def random(*shape):
    return torch.round((torch.rand(*shape) * 3 - 1.5) * 1000) / 1000


def show(name, tensor):
    values = " ".join(f"{value:.7g}" for value in tensor.detach().reshape(-1).tolist())
    print(f"{name} {list(tensor.shape)} {values}")


def ours(kind, tensor):
    """[gates, in] or [gates] with PyTorch's gates to [in, gates] or [gates] with ours."""
    tensor = tensor.detach()
    if kind == "gru":
        r, z, n = tensor.chunk(3)
        tensor = torch.cat([z, r, n])
    return tensor.t() if tensor.dim() == 2 else tensor


def show_weights(case, kind, module, layer, direction, gradient):
    suffix = f"l{layer}" + ("_reverse" if direction else "")
    get = lambda name: getattr(module, f"{name}_{suffix}").grad if gradient else getattr(module, f"{name}_{suffix}")
    d = "d" if gradient else ""
    prefix = f"{case}.{layer}.{direction}.{d}"
    show(prefix + "weight", ours(kind, get("weight_ih")))
    show(prefix + "recurrent", ours(kind, get("weight_hh")))
    if kind == "gru":
        show(prefix + "bias", ours(kind, get("bias_ih")))
        show(prefix + "recurrentBias", ours(kind, get("bias_hh")))
    else:
        show(prefix + "bias", ours(kind, get("bias_ih") if gradient else get("bias_ih") + get("bias_hh")))
    if hasattr(module, f"weight_hr_{suffix}"):
        show(prefix + "projection", ours("", get("weight_hr")))


def case(name, kind, layers=1, both=False, packed=False, states=False, projection=0, nonlinearity="tanh"):
    arguments = dict(num_layers=layers, bidirectional=both, batch_first=True)
    if kind == "rnn":
        module = torch.nn.RNN(FEATURES, UNITS, nonlinearity=nonlinearity, **arguments)
    elif kind == "lstm":
        module = torch.nn.LSTM(FEATURES, UNITS, proj_size=projection, **arguments)
    else:
        module = torch.nn.GRU(FEATURES, UNITS, **arguments)
    for parameter in module.parameters():
        parameter.data = random(*parameter.shape)
    directions = 2 if both else 1
    for layer in range(layers):
        for direction in range(directions):
            show_weights(name, kind, module, layer, direction, False)

    x = random(BATCH, TIME, FEATURES).requires_grad_()
    show(f"{name}.x", x)
    widths = [projection or UNITS] + ([UNITS] if kind == "lstm" else [])
    before = [random(layers * directions, BATCH, width).requires_grad_() for width in widths] if states else []
    arguments = () if not states else (tuple(before),) if kind == "lstm" else (before[0],)
    if packed:
        y, last = module(pack_padded_sequence(x, LENGTHS, batch_first=True, enforce_sorted=False), *arguments)
        y, _ = pad_packed_sequence(y, batch_first=True, total_length=TIME)
    else:
        y, last = module(x, *arguments)
    last = list(last) if kind == "lstm" else [last]

    r = random(*y.shape)
    q = [random(*state.shape) for state in last]
    ((r * y).sum() + sum((weights * state).sum() for weights, state in zip(q, last))).backward()
    show(f"{name}.r", r)
    show(f"{name}.y", y)
    show(f"{name}.dx", x.grad)
    for i, state in enumerate(last):
        show(f"{name}.q{i}", q[i])
        show(f"{name}.last{i}", state)
    for i, state in enumerate(before):
        show(f"{name}.before{i}", state)
        show(f"{name}.dbefore{i}", state.grad)
    for layer in range(layers):
        for direction in range(directions):
            show_weights(name, kind, module, layer, direction, True)


print(f"# Made with PyTorch {torch.__version__} by recurrent-pytorch.py, which says what is what.")
case("rnn-relu", "rnn", nonlinearity="relu", states=True)
for kind in ("rnn", "lstm", "gru"):
    for layers in (1, 2, 3):
        for both in (False, True):
            for packed in (False, True):
                if layers == 3 and packed:
                    continue
                case(f"{kind}-{layers}-{'both' if both else 'one'}-{'packed' if packed else 'full'}", kind, layers, both, packed, states=layers < 3)
case("lstm-projection", "lstm", projection=2, states=True)
case("lstm-projection-packed", "lstm", projection=2, packed=True)
