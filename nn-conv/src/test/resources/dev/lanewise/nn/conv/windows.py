"""Convolution and pooling with all gradients as PyTorch computes them, in the layouts of this module.

python3 windows.py > windows.txt
"""
import torch
import torch.nn.functional as F

torch.manual_seed(20)
print(f"# made by windows.py with torch {torch.__version__}, float64 arithmetic on inputs of three digits")
print("# images [batch, height, width, channels], weights [kernel height, kernel width, in, out]; gradients of sum(y * r)")


def values(*shape):
    return torch.round(torch.rand(*shape, dtype=torch.float64) * 2000 - 1000) / 1000


def emit(name, tensor, image=True):
    tensor = tensor.detach()
    if tensor.dim() == 4:
        tensor = tensor.permute(0, 2, 3, 1) if image else tensor.permute(2, 3, 1, 0)
    print(name, list(tensor.shape), " ".join(f"{v:.7g}" for v in tensor.flatten().tolist()))


def case(name, x, operation, *weights):
    leaves = [x.requires_grad_(), *(w.requires_grad_() for w in weights)]
    y = operation(x, *weights)
    r = values(*y.shape)
    (y * r).sum().backward()
    emit(name + ".y", y)
    emit(name + ".r", r)
    for letter, leaf in zip("xwb", leaves):
        emit(f"{name}.{letter}", leaf, letter == "x")
        emit(f"{name}.d{letter}", leaf.grad, letter == "x")


def convolution(name, images, kernel, out, activation=lambda z: z, **window):
    case(name, values(*images), lambda x, w, b: activation(F.conv2d(x, w, b, **window)), values(out, images[1], *kernel), values(out))


convolution("plain", (2, 3, 5, 6), (3, 3), 4)
convolution("strided", (2, 2, 7, 5), (3, 2), 3, torch.relu, stride=(2, 3))
convolution("padded", (1, 3, 5, 4), (5, 3), 2, torch.tanh, padding=(2, 1), stride=2)
convolution("dilated", (2, 2, 8, 7), (3, 3), 3, F.gelu, dilation=(2, 1), padding=1)
convolution("pointwise", (2, 5, 3, 2), (1, 1), 3, torch.sigmoid)
case("max", values(2, 3, 7, 6), lambda x: F.max_pool2d(x, 2))
case("max-overlapping", values(2, 2, 7, 6), lambda x: F.max_pool2d(x, 3, stride=2, padding=1))
case("average", values(2, 3, 5, 6), lambda x: F.avg_pool2d(x, (2, 3)))
case("average-padded", values(1, 2, 6, 5), lambda x: F.avg_pool2d(x, 3, stride=2, padding=1, count_include_pad=False))
