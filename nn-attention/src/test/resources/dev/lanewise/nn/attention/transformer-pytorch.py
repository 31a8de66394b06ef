import torch
from torch import nn
torch.manual_seed(8); torch.set_default_dtype(torch.float64)
D, H, F, B, T, S = 8, 2, 12, 2, 5, 4
out = ["# Made with PyTorch %s in float64 by transformer-pytorch.py beside this file: nn.TransformerEncoderLayer(8, 2, 12) and nn.TransformerDecoderLayer(8, 2, 12)," % torch.__version__,
       "# batch first, no dropout, layer norm epsilon 1e-5, random values rounded to three digits. The loss is the sum of r * y; d... are its gradients.",
       "# Matrices are transposed to [in, out]; named as the weights of TransformerBlock are. Masks: see the test of the same name."]
def put(name, t): out.append("%s %s %s" % (name, list(t.shape), " ".join("%.9g" % v for v in t.detach().reshape(-1).tolist())))
def rnd(*s): return (torch.randn(*s) * 0.6).round(decimals=3)
def named(layer):
    d = {}
    def attn(mod, name, together):
        w, b = mod.in_proj_weight, mod.in_proj_bias
        if together: d[name + ".qkv.weight"], d[name + ".qkv.bias"] = (w, lambda t: t.T), (b, lambda t: t)
        else:
            for i, n in enumerate(("query", "key", "value")):
                d[name + "." + n + ".weight"] = (w, lambda t, i=i: t[i * D:(i + 1) * D].T)
                d[name + "." + n + ".bias"] = (b, lambda t, i=i: t[i * D:(i + 1) * D])
        d[name + ".output.weight"], d[name + ".output.bias"] = (mod.out_proj.weight, lambda t: t.T), (mod.out_proj.bias, lambda t: t)
    attn(layer.self_attn, "attention", True)
    if hasattr(layer, "multihead_attn"): attn(layer.multihead_attn, "cross", False)
    for n, l in (("up", layer.linear1), ("down", layer.linear2)):
        d["feedForward.%s.weight" % n], d["feedForward.%s.bias" % n] = (l.weight, lambda t: t.T), (l.bias, lambda t: t)
    for i in (1, 2, 3):
        if hasattr(layer, "norm%d" % i): n = getattr(layer, "norm%d" % i); d["norm%d.gain" % i], d["norm%d.bias" % i] = (n.weight, lambda t: t), (n.bias, lambda t: t)
    return d
def case(name, layer, memory, **masks):
    for p in layer.parameters(): p.data = rnd(*p.shape)
    x = rnd(B, T, D).requires_grad_(); m = rnd(B, S, D).requires_grad_(); r = rnd(B, T, D)
    y = layer(x, m, **masks) if memory else layer(x, **masks)
    (y * r).sum().backward()
    for n, t in (("x", x), ("r", r), ("y", y), ("dx", x.grad)): put(name + "." + n, t)
    if memory: put(name + ".memory", m); put(name + ".dmemory", m.grad)
    for n, (p, f) in named(layer).items(): put(name + "." + n, f(p)); put(name + ".d" + n, f(p.grad))
enc = lambda **k: nn.TransformerEncoderLayer(D, H, F, dropout=0, batch_first=True, **k)
dec = lambda **k: nn.TransformerDecoderLayer(D, H, F, dropout=0, batch_first=True, **k)
causal = torch.ones(T, T).triu(1).bool()
pad = torch.tensor([[False] * 5, [False, False, False, True, True]])
mpad = torch.tensor([[False, False, True, True], [False] * 4])
band = torch.tensor([[abs(i - j) > 1 for j in range(T)] for i in range(T)])
odd = torch.tensor([[(i * j) % 3 == 1 for j in range(T)] for i in range(T)])
case("plain", enc(), False)
case("causal", enc(activation="gelu", norm_first=True), False, src_mask=causal)
case("padded", enc(), False, src_key_padding_mask=pad)
case("window", enc(norm_first=True), False, src_mask=band)
case("arbitrary", enc(activation="gelu"), False, src_mask=odd)
case("causalPadded", enc(norm_first=True), False, src_mask=causal, src_key_padding_mask=pad)
case("decoder", dec(), True, tgt_mask=causal, memory_key_padding_mask=mpad)
case("decoderBefore", dec(activation="gelu", norm_first=True), True, tgt_mask=causal, tgt_key_padding_mask=pad, memory_key_padding_mask=mpad)
print("\n".join(out))
