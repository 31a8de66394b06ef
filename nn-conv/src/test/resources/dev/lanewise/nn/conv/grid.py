"""A grid of convolutions, transposed convolutions, pools and larger images with all gradients as PyTorch computes them.

python3 grid.py > grid.txt

Operands are the numbers of `values`, results are told by three weighted sums of their elements in the layout of this module each, so that
a wrong or misplaced element shows without thousands of numbers in the file. Gradients are those of sum(y * values(9)).
"""
import itertools
import torch
import torch.nn.functional as F


def numbers(seed, n):
    i = torch.arange(n, dtype=torch.int64)
    return (((i * 7919 + seed * 104729) % 2003 - 1001).double() / 1024)


def values(seed, *shape):
    """In the layout of this module; `first` and `weights` bring it into PyTorch's."""
    n = 1
    for extent in shape:
        n *= extent
    return numbers(seed, n).reshape(shape)


def first(x):
    """Channels last to channels first."""
    return x.permute(0, x.dim() - 1, *range(1, x.dim() - 1))


def last(x):
    return x.permute(0, *range(2, x.dim()), 1)


def sums(x):
    flat = x.detach().reshape(-1)
    i = torch.arange(flat.numel(), dtype=torch.int64)
    return [(flat * (((i * 31 + k * 17) % 101 - 50).double() / 50)).sum().item() for k in range(3)]


def emit(name, x):
    print(name, "[3]", " ".join(f"{v:.9g}" for v in sums(x)))


def case(name, x, operation, *weights):
    """Operands in the layout of this module; the operation takes them so."""
    leaves = [x.requires_grad_(), *(w.requires_grad_() for w in weights)]
    y = operation(*leaves)
    (y * values(9, *y.shape)).sum().backward()
    emit(name + ".y", y)
    for letter, leaf in zip("xwb", leaves):
        emit(f"{name}.d{letter}", leaf.grad)


print(f"# made by grid.py with torch {torch.__version__} in float64")

for (size, kernel), stride, padding, dilation, groups in itertools.product(
        (((7, 6), (3, 3)), ((9, 11), (2, 3))), (1, 2, 3), ((0, 0), (1, 1), (2, 1)), (1, 2), (1, 2, 4)):
    case(f"conv2d.{size[0]}x{size[1]}.k{kernel[0]}{kernel[1]}.s{stride}.p{padding[0]}{padding[1]}.d{dilation}.g{groups}", values(1, 2, *size, 4),
         lambda x, w, b: last(F.conv2d(first(x), w.permute(3, 2, 0, 1), b, stride, padding, dilation, groups)),
         values(2, *kernel, 4 // groups, 8), values(3, 8))

for stride, padding, dilation, extra in itertools.product((1, 2, 3), (0, 1), (1, 2), (0, 1)):
    if extra < stride:
        case(f"transpose2d.s{stride}.p{padding}.d{dilation}.o{extra}", values(1, 2, 4, 3, 3),
             lambda x, w, b: last(F.conv_transpose2d(first(x), w.permute(3, 2, 0, 1), b, stride, padding, extra, 1, dilation)),
             values(2, 3, 2, 5, 3), values(3, 5))

for stride, padding, dilation, groups in itertools.product((1, 2), (0, 2), (1, 3), (1, 2)):
    case(f"conv1d.s{stride}.p{padding}.d{dilation}.g{groups}", values(1, 2, 13, 4),
         lambda x, w, b: last(F.conv1d(first(x), w.permute(2, 1, 0), b, stride, padding, dilation, groups)),
         values(2, 3, 4 // groups, 6), values(3, 6))

for stride, padding, dilation in itertools.product((1, 2), (0, 1), (1, 2)):
    case(f"conv3d.s{stride}.p{padding}.d{dilation}", values(1, 2, 5, 6, 7, 2),
         lambda x, w, b: last(F.conv3d(first(x), w.permute(4, 3, 0, 1, 2), b, stride, padding, dilation)),
         values(2, 3, 2, 3, 2, 3), values(3, 3))

for kernel, stride, padding, ceil in itertools.product((2, 3), (1, 2, 3), (0, 1), (False, True)):
    name = f"k{kernel}.s{stride}.p{padding}.{'ceil' if ceil else 'floor'}"
    case("max1d." + name, values(1, 2, 11, 3), lambda x: last(F.max_pool1d(first(x), kernel, stride, padding, 1, ceil)))
    case("max2d." + name, values(1, 2, 8, 7, 3), lambda x: last(F.max_pool2d(first(x), kernel, stride, padding, 1, ceil)))
    case("max3d." + name, values(1, 2, 5, 6, 7, 2), lambda x: last(F.max_pool3d(first(x), kernel, stride, padding, 1, ceil)))
    for counted in (False, True):
        full = name + (".counted" if counted else ".inside")
        case("average1d." + full, values(1, 2, 11, 3), lambda x: last(F.avg_pool1d(first(x), kernel, stride, padding, ceil, counted)))
        case("average2d." + full, values(1, 2, 8, 7, 3), lambda x: last(F.avg_pool2d(first(x), kernel, stride, padding, ceil, counted)))
        case("average3d." + full, values(1, 2, 5, 6, 7, 2), lambda x: last(F.avg_pool3d(first(x), kernel, stride, padding, ceil, counted)))

for mode, name in (("nearest", "nearest"), ("bilinear", "linear"), ("bicubic", "cubic")):
    for factor in (2, 3):
        case(f"larger.{name}.{factor}", values(1, 2, 5, 4, 3), lambda x: last(F.interpolate(first(x), scale_factor=factor, mode=mode)))
for mode, name in (("bilinear", "linear"), ("bicubic", "cubic")):
    case(f"resized.{name}", values(1, 2, 5, 9, 3), lambda x: last(F.interpolate(first(x), size=(7, 4), mode=mode)))

for mode, name in (("constant", "zeros"), ("reflect", "reflection"), ("replicate", "replication"), ("circular", "circle")):
    case(f"padded.{name}", values(1, 2, 5, 6, 2), lambda x, w, b: last(F.conv2d(F.pad(first(x), (2, 3, 1, 2), mode=mode), w.permute(3, 2, 0, 1), b)),
         values(2, 3, 2, 2, 3), values(3, 3))

for size in (1, 3, 5):
    case(f"response.{size}", values(1, 2, 3, 4, 7), lambda x: last(F.local_response_norm(first(x), size, 0.5, 0.75, 2)))
